package io.sluice.sandbox.qualys.fo;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Xml;
import io.sluice.sandbox.world.Connector;
import io.sluice.sandbox.world.ScanJob;
import io.sluice.sandbox.world.Subscription;
import io.sluice.sandbox.world.World;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Scan schedules, which here are the perimeter jobs: `list`, `update` and `delete`. There is no
/// action that runs one at once.
record Schedules(World world) {
    private static final String ENDPOINT = "schedule/scan";

    void register(Map<String, FoAction> actions) {
        actions.put(ENDPOINT + "?list", FoAction.read(this::list));
        actions.put(ENDPOINT + "?create", FoAction.write(this::create));
        actions.put(ENDPOINT + "?update", FoAction.write(this::update));
        actions.put(ENDPOINT + "?delete", FoAction.write(this::delete));
    }

    private Outcome list(FoRequest request) {
        boolean onlyActive = request.find("active").isPresent() && request.flag("active");
        boolean onlyInactive = request.find("active").isPresent() && !request.flag("active");
        long id = request.number("id").orElse(0L);
        boolean perimeter =
                request.find("scan_type").map(type -> type.equals("perimeter")).orElse(true);
        List<ScanJob> found =
                world.subscription().scanJobs().all().stream()
                        .filter(job -> perimeter && (id == 0 || job.id() == id))
                        .filter(job -> !onlyActive || job.active())
                        .filter(job -> !onlyInactive || !job.active())
                        .toList();
        boolean cloud = request.flag("show_cloud_details");
        return Outcome.of(
                new FoAnswers(world.now())
                        .list(
                                "SCHEDULE_SCAN_LIST_OUTPUT",
                                "api/2.0/fo/schedule/scan/schedule_scan_list_output.dtd",
                                xml -> {
                                    if (!found.isEmpty()) {
                                        xml.each(
                                                "SCHEDULE_SCAN_LIST",
                                                "SCAN",
                                                found,
                                                (x, job) -> show(x, job, cloud));
                                    }
                                }));
    }

    private void show(Xml xml, ScanJob job, boolean cloud) {
        xml.leaf("ID", job.id())
                .leaf("SCAN_TYPE", "Cloud Perimeter")
                .leaf("ACTIVE", job.active() ? 1 : 0)
                .leaf("TITLE", job.title())
                .leaf("USER_LOGIN", "sandbox")
                .leaf("TARGET", "Asset Tags Included");
        if (cloud) {
            cloudDetails(xml, job);
        }
        xml.in(
                "OPTION_PROFILE",
                o -> o.leaf("TITLE", job.parameter("option_title").orElse("Initial Options")));
        xml.in("SCHEDULE", s -> schedule(s, job));
    }

    private void cloudDetails(Xml xml, ScanJob job) {
        Connector connector =
                world.subscription().connectors().all().stream()
                        .filter(c ->
                                job.parameter("connector_name").filter(c.name()::equals).isPresent()
                                        || job.parameter("connector_uuid")
                                                .filter(c.uuid()::equals)
                                                .isPresent())
                        .findFirst()
                        .orElse(null);
        xml.in(
                "CLOUD_DETAILS",
                c -> {
                    c.leaf(
                            "PROVIDER",
                            job.parameter("cloud_provider").orElse("aws").toUpperCase(Locale.ROOT));
                    if (connector != null) {
                        c.in(
                                "CONNECTOR",
                                n ->
                                        n.leaf("UUID", connector.uuid())
                                                .leaf("NAME", connector.name()));
                    }
                    c.leaf("SCAN_TYPE", "Cloud Perimeter");
                });
    }

    private static void schedule(Xml xml, ScanJob job) {
        Instant start = job.nextLaunch() == null ? job.created() : job.nextLaunch();
        switch (job.parameter("occurrence").orElse("daily")) {
            case "weekly" ->
                    xml.in(
                            "WEEKLY frequency_weeks=\"%s\" weekdays=\"%s\""
                                    .formatted(
                                            Xml.escape(
                                                    job.parameter("frequency_weeks").orElse("1")),
                                            Xml.escape(job.parameter("weekdays").orElse(""))),
                            x -> {});
            case "monthly" ->
                    xml.in(
                            "MONTHLY frequency_months=\"%s\""
                                    .formatted(
                                            Xml.escape(
                                                    job.parameter("frequency_months").orElse("1"))),
                            x -> {});
            default ->
                    xml.in(
                            "DAILY frequency_days=\"%s\""
                                    .formatted(
                                            Xml.escape(
                                                    job.parameter("frequency_days").orElse("1"))),
                            x -> {});
        }
        xml.leaf("START_DATE_UTC", FoAnswers.time(start))
                .leaf("START_HOUR", start.atZone(ZoneOffset.UTC).getHour())
                .leaf("START_MINUTE", start.atZone(ZoneOffset.UTC).getMinute())
                .leaf(
                        "NEXTLAUNCH_UTC",
                        job.nextLaunch() == null ? "" : FoAnswers.time(job.nextLaunch()))
                .in(
                        "TIME_ZONE",
                        z ->
                                z.leaf(
                                        "TIME_ZONE_CODE",
                                        job.parameter("time_zone_code").orElse("UTC")))
                .leaf(
                        "DST_SELECTED",
                        job.parameter("observe_dst").orElse("").equals("yes") ? 1 : 0);
    }

    private Outcome create(FoRequest request) {
        throw FoError.unsupported(
                "The sandbox schedules perimeter scans only; create them at scan/cloud/perimeter/job/");
    }

    private Outcome update(FoRequest request) {
        ScanJob job = PerimeterJobs.find(world, request);
        boolean changed = PerimeterJobs.change(world, job, request);
        return done("Edit scheduled Scan Completed successfully", job, changed);
    }

    private Outcome delete(FoRequest request) {
        ScanJob job = PerimeterJobs.find(world, request);
        Subscription subscription = world.subscription();
        subscription.scanLife().schedule(job.with(job.parameters(), false, null));
        subscription.scanJobs().remove(Subscription.key(job.id()));
        return done("Schedule scan deleted successfully", job, true);
    }

    private Outcome done(String text, ScanJob job, boolean changed) {
        return Outcome.write(
                new FoAnswers(world.now()).done(text, Map.of("ID", Long.toString(job.id()))),
                changed,
                Long.toString(job.id()),
                job.title());
    }
}
