package io.sluice.sandbox.qualys.gateway;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.Asset;
import io.sluice.sandbox.world.PatchJob;
import io.sluice.sandbox.world.PatchJob.Run;
import io.sluice.sandbox.world.Subscription;
import io.sluice.sandbox.world.World;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Patch deployment jobs. A job is created disabled unless it says otherwise; a disabled job never
/// runs.
record PatchJobs(World world) {
    private static final int MAX_ROWS = 10_000;
    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("yyyy-MM-dd hh:mm:ss a", Locale.ENGLISH);

    Outcome create(Call call) {
        JsonNode wish = Json.tree(call.body());
        String name = need(wish, "name");
        check(wish, "platform", Set.of("Linux", "Windows"));
        check(wish, "type", Set.of("Install", "Rollback"));
        check(wish, "scheduleType", Set.of("On-demand", "Once", "Daily", "Weekly", "Monthly"));
        String status = wish.path("status").asString("Disabled");
        if (!Set.of("Enabled", "Disabled").contains(status)) {
            throw GatewayError.bad("status must be Enabled or Disabled, found " + status);
        }
        begin(wish);
        timeout(wish);
        List<String> assets = new ArrayList<>();
        wish.path("assetIds").forEach(id -> assets.add(id.asString("")));
        PatchJob job =
                new PatchJob(
                        world.ids().uuid(),
                        name,
                        wish.toString(),
                        false,
                        world.now(),
                        assets,
                        List.of());
        world.subscription().patchJobs().put(job.id(), job);
        PatchJob created = status.equals("Enabled") ? enable(job) : job;
        return Outcome.applied(Answer.json(201, shape().job(created)), job.id(), name);
    }

    private PatchJobShape shape() {
        return new PatchJobShape(world);
    }

    private static String need(JsonNode wish, String field) {
        String value = wish.path(field).asString("");
        if (value.isBlank()) {
            throw GatewayError.bad(field + " is required");
        }
        return value;
    }

    private static void check(JsonNode wish, String field, Set<String> allowed) {
        if (!allowed.contains(need(wish, field))) {
            throw GatewayError.bad(
                    "%s must be one of %s, found %s"
                            .formatted(
                                    field, allowed.stream().sorted().toList(), need(wish, field)));
        }
    }

    private Instant begin(JsonNode definition) {
        if (definition.path("scheduleType").asString("").equals("On-demand")) {
            return world.now();
        }
        String text = need(definition, "startDateTime");
        try {
            Instant start = LocalDateTime.parse(text, START).toInstant(ZoneOffset.UTC);
            return start.isBefore(world.now()) ? world.now() : start;
        } catch (DateTimeException e) {
            throw GatewayError.bad(
                    "startDateTime must look like 2026-01-05 01:18:30 PM, found " + text);
        }
    }

    private static Duration timeout(JsonNode definition) {
        long amount = definition.path("timeout").asLong(24);
        String unit = definition.path("timeoutUnit").asString("HOURS");
        if (amount < 1 || amount > 1000 || !Set.of("HOURS", "MINUTES").contains(unit)) {
            throw GatewayError.bad("timeout must be 1 to 1000 HOURS or MINUTES");
        }
        return unit.equals("HOURS") ? Duration.ofHours(amount) : Duration.ofMinutes(amount);
    }

    private PatchJob enable(PatchJob job) {
        JsonNode definition = Json.tree(job.definition());
        return world.subscription().patchLife().enable(job, begin(definition), timeout(definition));
    }

    private PatchJob load(String id) {
        return world.subscription()
                .patchJobs()
                .find(id)
                .orElseThrow(() -> GatewayError.notFound("Deployment job " + id));
    }

    Outcome get(String id) {
        return Outcome.about(Answer.json(200, shape().job(load(id))), id);
    }

    Outcome setStatus(Call call, String status) {
        if (!Set.of("Enabled", "Disabled").contains(status)) {
            throw GatewayError.bad("status must be Enabled or Disabled, found " + status);
        }
        boolean on = status.equals("Enabled");
        boolean changed = false;
        List<Map<String, Object>> rows = new ArrayList<>();
        List<PatchJob> jobs = ids(call).stream().map(this::load).toList();
        for (PatchJob job : jobs) {
            if (job.enabled() != on) {
                changed = true;
                if (on) {
                    enable(job);
                } else {
                    world.subscription().patchLife().disable(job);
                }
            }
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", job.id());
            row.put("name", job.name());
            row.put("status", "success");
            rows.add(row);
        }
        return Outcome.write(Answer.json(200, rows), changed, subjects(jobs), names(jobs));
    }

    private static String subjects(List<PatchJob> jobs) {
        return String.join(",", jobs.stream().map(PatchJob::id).toList());
    }

    private static String names(List<PatchJob> jobs) {
        return String.join(",", jobs.stream().map(PatchJob::name).toList());
    }

    private static List<String> ids(Call call) {
        List<String> ids = new ArrayList<>();
        Json.tree(call.body()).path("ids").forEach(id -> ids.add(id.asString("")));
        if (ids.isEmpty()) {
            throw GatewayError.bad("ids must name at least one job");
        }
        return ids;
    }

    Outcome delete(Call call) {
        List<PatchJob> jobs = ids(call).stream().distinct().map(this::load).toList();
        jobs.forEach(world.subscription().patchLife()::delete);
        return Outcome.applied(Answer.json(200, Map.of()), subjects(jobs), names(jobs));
    }

    Outcome summary(Call call) {
        Fields query = call.queryFields();
        int page = number(query, "pageNumber", 0);
        int size = number(query, "pageSize", 10);
        if ((long) (page + 1) * size > MAX_ROWS) {
            throw new GatewayError(400, "2501", "Result window is too large");
        }
        String platform = query.orElse("platform", "");
        String name = nameFilter(query.orElse("filter", ""));
        List<Map<String, Object>> rows =
                world.subscription().patchJobs().all().stream()
                        .filter(job ->
                                platform.isEmpty()
                                        || Json.tree(job.definition())
                                                .path("platform")
                                                .asString("")
                                                .equals(platform))
                        .filter(job -> name.isEmpty() || job.name().contains(name))
                        .skip((long) page * size)
                        .limit(size)
                        .map(shape()::job)
                        .toList();
        return Outcome.of(Answer.json(200, rows));
    }

    /// Of the query language only `name:<text>` is understood here; anything else filters nothing.
    private static String nameFilter(String filter) {
        return filter.startsWith("name:")
                ? filter.substring(5).strip().replaceAll("^[\"'`]|[\"'`]$", "")
                : "";
    }

    private static int number(Fields query, String name, int fallback) {
        String text = query.orElse(name, Integer.toString(fallback));
        if (!text.matches("[0-9]{1,6}")) {
            throw GatewayError.bad("%s must be a number, found %s".formatted(name, text));
        }
        return Integer.parseInt(text);
    }

    Outcome runs(String id) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Run run : load(id).runs()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("jobInstanceId", run.instanceId());
            row.put("scheduledDateTime", run.scheduled().toString());
            row.put("timezoneType", "SPECIFIC_TZ");
            rows.add(row);
        }
        return Outcome.about(Answer.json(200, rows), id);
    }

    Outcome results(Call call, String id) {
        PatchJob job = load(id);
        Optional<String> wanted =
                call.queryFields()
                        .find("jobInstanceId")
                        .or(() ->
                                Optional.of(
                                                Json.tree(call.body())
                                                        .path("jobInstanceId")
                                                        .asString(""))
                                        .filter(text -> !text.isEmpty()));
        Optional<Run> run =
                job.runs().reversed().stream()
                        .filter(r -> wanted.isEmpty() || wanted.get().equals(r.instanceId()))
                        .findFirst();
        return Outcome.about(Answer.json(200, shape().summary(job, run)), id);
    }

    /// Asset numbers to the UUIDs of their agents; assets without an agent are left out.
    Outcome uuids(Call call) {
        Map<String, Object> found = new LinkedHashMap<>();
        for (JsonNode id : Json.tree(call.body()).path("assetIds")) {
            String text = id.asString("");
            if (!text.matches("[0-9]{1,12}")) {
                throw GatewayError.bad("assetIds must be numbers, found " + text);
            }
            world.subscription()
                    .assets()
                    .find(Subscription.key(Long.parseLong(text)))
                    .filter(asset -> asset.agentUuid() != null)
                    .ifPresent(asset -> found.put(text, agent(asset)));
        }
        return Outcome.of(Answer.json(200, found));
    }

    private static Object agent(Asset asset) {
        String uuid = asset.agentUuid();
        return uuid == null ? "" : uuid;
    }
}
