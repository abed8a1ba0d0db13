package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.NodeFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Cloud perimeter scans, over the FO API. A scan is asked for as a job that Qualys keeps as a
/// schedule; minutes later the job launches a scan, which is known by the same title and nothing
/// else.
public final class PerimeterScans {
    private final FoClient fo;

    PerimeterScans(FoClient fo) {
        this.fo = fo;
    }

    /// A job, which is a schedule.
    ///
    /// @param since when it was submitted, by Qualys' clock
    public record Job(long id, String title, Instant since) {}

    /// A scan that a job launched.
    ///
    /// @param reference `scan/1767607500.12345`
    public record Scan(
            String reference,
            String title,
            ScanState state,
            boolean processed,
            Optional<Instant> launchedAt,
            Optional<String> duration,
            Optional<String> target) {}

    /// What was found, and when it was looked at by Qualys' clock.
    public record Look<T>(Optional<T> found, Instant at) {}

    /// Creates the job. Qualys takes it even when nothing will resolve; then no scan ever appears.
    public Job create(String title, Map<String, String> fields) throws NodeFailure {
        var form = new LinkedHashMap<String, String>();
        form.put("action", "create");
        form.putAll(fields);
        form.put("scan_title", title);
        var call = Call.write("to create the perimeter scan job '" + title + "'");
        var response = fo.post("scan/cloud/perimeter/job/", form, call);
        var id =
                FoErrors.item(response, "ID")
                        .flatMap(Numbers::whole)
                        .orElseThrow(() -> call.failedInside("an answer without the job's ID"));
        return new Job(id, title, fo.time(response));
    }

    /// The job of this title.
    public Look<Job> job(String title) throws NodeFailure {
        return look(
                Map.of("action", "list"),
                job -> job.textAt("TITLE").equals(Optional.of(title)),
                "to list its schedules");
    }

    /// Whether the job is still there.
    public Look<Job> job(long id) throws NodeFailure {
        return look(
                Map.of("action", "list", "id", Long.toString(id)),
                job -> job.numberAt("ID").equals(Optional.of(id)),
                "to show schedule " + id);
    }

    private Look<Job> look(
            Map<String, String> query, java.util.function.Predicate<XmlElement> wanted, String what)
            throws NodeFailure {
        var response = fo.get("schedule/scan/", query, Call.read(what));
        var at = fo.time(response);
        return new Look<>(
                rows(response, "SCHEDULE_SCAN_LIST").stream()
                        .filter(wanted)
                        .flatMap(row -> job(row, at).stream())
                        .min(Comparator.comparingLong(Job::id)),
                at);
    }

    private static Optional<Job> job(XmlElement row, Instant fallback) {
        var since =
                row.textAt("SCHEDULE", "START_DATE_UTC")
                        .flatMap(FoClient::instant)
                        .orElse(fallback);
        return row.numberAt("ID").map(id -> new Job(id, row.textAt("TITLE").orElse(""), since));
    }

    /// The latest scan of this title that a job launched since then.
    public Look<Scan> scan(String title, Instant since) throws NodeFailure {
        var query =
                Map.of(
                        "action",
                        "list",
                        "type",
                        "Scheduled",
                        "show_status",
                        "1",
                        "launched_after_datetime",
                        since.truncatedTo(ChronoUnit.SECONDS).toString());
        var response = fo.get("scan/", query, Call.read("to list scans"));
        return new Look<>(
                rows(response, "SCAN_LIST").stream()
                        .filter(row -> row.textAt("TITLE").equals(Optional.of(title)))
                        .flatMap(row -> scan(row).stream())
                        .max(Comparator.comparing(scan -> scan.launchedAt().orElse(Instant.MIN))),
                fo.time(response));
    }

    private static Optional<Scan> scan(XmlElement row) {
        return row.textAt("REF")
                .map(reference ->
                        new Scan(
                                reference,
                                row.textAt("TITLE").orElse(""),
                                ScanState.of(
                                        row.textAt("STATUS", "STATE").orElse(""),
                                        row.textAt("STATUS", "SUB_STATE").orElse("")),
                                row.numberAt("PROCESSED").equals(Optional.of(1L)),
                                row.textAt("LAUNCH_DATETIME").flatMap(FoClient::instant),
                                row.textAt("DURATION"),
                                row.textAt("TARGET")));
    }

    private static List<XmlElement> rows(XmlElement response, String list) {
        return response.at(list).stream().flatMap(rows -> rows.children("SCAN").stream()).toList();
    }
}
