package io.sluice.sandbox.qualys.fo;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.world.Connector;
import io.sluice.sandbox.world.Recurrence;
import io.sluice.sandbox.world.ScanJob;
import io.sluice.sandbox.world.Subscription;
import io.sluice.sandbox.world.World;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Cloud perimeter scan jobs: `create` and `update`. A job is accepted even when nothing resolves.
record PerimeterJobs(World world) {
    private static final String ENDPOINT = "scan/cloud/perimeter/job";
    private static final String OPTION_PROFILE = "Initial Options";
    private static final String OPTION_ID = "900001";
    private static final Set<String> KNOWN =
            Set.of(
                    ("action,id,module,active,scan_title,option_title,option_id,priority,cloud_provider,"
                                    + "cloud_service,connector_name,connector_uuid,platform_type,region_code,"
                                    + "vpc_id,tag_set_by,tag_include_selector,tag_exclude_selector,"
                                    + "tag_set_include,tag_set_exclude,elb_dns,include_lb_from_connector,"
                                    + "include_app_gateway_lb_from_connector,include_micro_nano_instances,"
                                    + "scanner_id,iscanner_name,schedule,occurrence,frequency_days,"
                                    + "frequency_weeks,weekdays,frequency_months,day_of_month,day_of_week,"
                                    + "week_of_month,start_date,start_hour,start_minute,time_zone_code,"
                                    + "observe_dst,recurrence,end_after,end_after_mins,pause_after_hours,"
                                    + "pause_after_mins,resume_in_days,resume_in_hours,before_notify,"
                                    + "before_notify_unit,before_notify_time,before_notify_message,"
                                    + "after_notify,after_notify_message,recipient_group_ids,"
                                    + "remove_duration,remove_recurrence,set_start_time,"
                                    + "configured_from_source,source_scan_type")
                            .split(","));

    void register(Map<String, FoAction> actions) {
        actions.put(ENDPOINT + "?create", FoAction.write(this::create));
        actions.put(ENDPOINT + "?update", FoAction.write(this::update));
    }

    private Outcome create(FoRequest request) {
        request.allowOnly(KNOWN);
        request.need("scan_title");
        for (String name :
                new String[] {"module", "active", "cloud_provider", "cloud_service", "schedule"}) {
            request.need(name);
        }
        check(request);
        oneOf(request, "option_title", "option_id");
        oneOf(request, "connector_name", "connector_uuid");
        Map<String, String> parameters = new TreeMap<>(request.fields().asMap());
        parameters.remove("action");
        checkRecurrence(parameters);
        boolean active = request.flag("active");
        long id = world.ids().next("scanJob", 41_000);
        ScanJob job =
                new ScanJob(
                        id,
                        parameters,
                        active,
                        world.now(),
                        active ? world.subscription().scanLife().firstLaunch(parameters) : null,
                        0,
                        null);
        save(job);
        return Outcome.applied(
                new FoAnswers(world.now())
                        .done(
                                "Scan has been created successfully",
                                Map.of("ID", Long.toString(id))),
                Long.toString(id),
                job.title());
    }

    private void save(ScanJob job) {
        world.subscription().scanJobs().put(Subscription.key(job.id()), job);
        world.subscription().scanLife().schedule(job);
    }

    private Outcome update(FoRequest request) {
        request.allowOnly(KNOWN);
        ScanJob job = find(world, request);
        String provider = job.parameters().get("cloud_provider");
        if (request.find("cloud_provider").filter(p -> !p.equals(provider)).isPresent()) {
            throw FoError.badValue(
                    "cloud_provider", request.need("cloud_provider"), "it cannot be changed");
        }
        check(request);
        return Outcome.write(
                new FoAnswers(world.now())
                        .done(
                                "Scan has been updated successfully",
                                Map.of("ID", Long.toString(job.id()))),
                change(world, job, request),
                Long.toString(job.id()),
                job.title());
    }

    /// Lays the request's parameters over the job's; answers whether anything changed.
    static boolean change(World world, ScanJob job, FoRequest request) {
        Map<String, String> parameters = new TreeMap<>(job.parameters());
        parameters.putAll(request.fields().asMap());
        parameters.keySet().removeAll(Set.of("action", "id", "set_start_time", "echo_request"));
        checkRecurrence(parameters);
        boolean active = request.find("active").isPresent() ? request.flag("active") : job.active();
        boolean changed = active != job.active() || !parameters.equals(job.parameters());
        if (changed) {
            ScanJob now =
                    job.with(
                            parameters,
                            active,
                            active
                                    ? world.subscription().scanLife().firstLaunch(parameters)
                                    : null);
            world.subscription().scanJobs().put(Subscription.key(job.id()), now);
            world.subscription().scanLife().schedule(now);
        }
        return changed;
    }

    static ScanJob find(World world, FoRequest request) {
        request.need("id");
        long id = request.number("id").orElse(0L);
        return world.subscription()
                .scanJobs()
                .find(Subscription.key(id))
                .orElseThrow(() -> FoError.badValue("id", Long.toString(id), "no such schedule"));
    }

    private void check(FoRequest request) {
        request.choice("module", "vm", "vm", "pc");
        request.choice("active", "1", "0", "1");
        request.choice("cloud_provider", "aws", "aws", "azure", "gcp");
        request.choice("cloud_service", "ec2", "ec2", "vm", "compute_engine");
        request.choice("tag_set_by", "id", "id", "name");
        request.choice("tag_include_selector", "any", "any", "all");
        request.choice("tag_exclude_selector", "any", "any", "all");
        request.choice("schedule", "now", "now", "recurring");
        request.choice("platform_type", "selected_vpc", "classic", "vpc_peered", "selected_vpc");
        if (request.find("platform_type").isPresent()) {
            request.need(
                    request.need("platform_type").equals("selected_vpc")
                            ? "vpc_id"
                            : "region_code");
        }
        request.find("option_title")
                .filter(title -> !title.equals(OPTION_PROFILE))
                .ifPresent(title -> {
                    throw FoError.badValue("option_title", title, "no such option profile");
                });
        request.find("option_id")
                .filter(id -> !id.equals(OPTION_ID))
                .ifPresent(id -> {
                    throw FoError.badValue("option_id", id, "no such option profile");
                });
        checkConnector(request);
    }

    private void checkConnector(FoRequest request) {
        request.find("connector_name").ifPresent(n -> need("connector_name", n, byName(n)));
        request.find("connector_uuid").ifPresent(u -> need("connector_uuid", u, byUuid(u)));
    }

    private static void need(String parameter, String value, Optional<Connector> connector) {
        if (connector.isEmpty()) {
            throw FoError.badValue(parameter, value, "no such connector");
        }
    }

    private Optional<Connector> byName(String name) {
        return world.subscription().connectors().all().stream()
                .filter(c -> c.name().equals(name))
                .findFirst();
    }

    private Optional<Connector> byUuid(String uuid) {
        return world.subscription().connectors().all().stream()
                .filter(c -> c.uuid().equals(uuid))
                .findFirst();
    }

    private static void oneOf(FoRequest request, String one, String other) {
        if (request.find(one).isPresent() == request.find(other).isPresent()) {
            throw request.find(one).isPresent()
                    ? FoError.exclusive(one + ", " + other)
                    : FoError.missing(one + " or " + other);
        }
    }

    private static void checkRecurrence(Map<String, String> parameters) {
        if ("recurring".equals(parameters.get("schedule"))) {
            try {
                Recurrence.of(parameters);
            } catch (IllegalArgumentException e) {
                String name = String.valueOf(e.getMessage());
                throw parameters.containsKey(name)
                        ? FoError.badValue(name, parameters.getOrDefault(name, ""), "out of range")
                        : FoError.missing(name);
            }
        }
        String runs = parameters.getOrDefault("recurrence", "1");
        if (!runs.matches("[0-9]{1,4}")) {
            throw FoError.badValue("recurrence", runs, "expected a whole number");
        }
    }
}
