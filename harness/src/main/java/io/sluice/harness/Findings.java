package io.sluice.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Compares what the product says with what the outside saw.
final class Findings {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int CHANGES_PER_INTERFACE = 2;

    private final Trial trial;
    private final Http sandbox;
    private final Cluster cluster;
    private final String workflow;
    private final List<Integer> unfinishedAtStrikes;
    private final List<String> faults = new ArrayList<>();

    Findings(
            Trial trial,
            Http sandbox,
            Cluster cluster,
            String workflow,
            List<Integer> unfinishedAtStrikes) {
        this.trial = trial;
        this.sandbox = sandbox;
        this.cluster = cluster;
        this.workflow = workflow;
        this.unfinishedAtStrikes = unfinishedAtStrikes;
    }

    List<String> check() throws IOException, InterruptedException {
        // Everything is looked at, at once.
        sandbox.patience(LONG);
        runs();
        var world = sandbox.get("/world");
        world(world);
        effects(sandbox.get("/effects"));
        var api = cluster.api();
        api.patience(LONG);
        var verdict = api.post("/api/v1/verify", Map.of());
        expect(verdict.path("ok").asBoolean(false), "The product's own check fails: " + verdict);
        enoughWork();
        return faults;
    }

    private void runs() throws IOException, InterruptedException {
        var byStatus = new HashMap<String, Integer>();
        var cursor = "";
        do {
            var page =
                    cluster.get(
                            "/api/v1/runs?limit=500&workflow="
                                    + workflow
                                    + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            for (var run : page.path("items")) {
                byStatus.merge(run.path("status").asString(), 1, Integer::sum);
                expect(
                        run.path("incidents").asInt() == 0,
                        "Run " + run.path("id").asString() + " has an incident: " + run);
            }
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        expect(
                byStatus.equals(Map.of("completed", trial.runs())),
                "Expected " + trial.runs() + " completed runs, found " + byStatus);
    }

    private void world(JsonNode world) {
        same("incidents", trial.runs(), world.path("incidents").size());
        same("change requests", trial.runs(), world.path("changes").size());
        same(
                "closed incidents",
                trial.runs(),
                count(
                        world.path("incidents"),
                        one -> List.of("6", "7").contains(one.path("state").asString())));
        for (var vm : world.path("vms")) {
            for (var one : vm.path("interfaces")) {
                expect(
                        !one.path("groups").toString().contains("quarantine"),
                        "Interface still in quarantine: " + one);
            }
        }
        var groups = new HashMap<String, Integer>();
        world.path("vms")
                .forEach(vm ->
                        vm.path("interfaces")
                                .forEach(one ->
                                        groups.merge(
                                                one.path("groups").toString(), 1, Integer::sum)));
        same("different sets of groups after all were released", 1, groups.size());
    }

    private void effects(JsonNode effects) {
        var changes = new HashMap<String, Integer>();
        for (var effect : effects) {
            if (effect.path("operation").asString().equals("ModifyNetworkInterfaceAttribute")) {
                changes.merge(
                        effect.path("subject").asString(),
                        effect.path("applied").asInt(),
                        Integer::sum);
            }
        }
        same("interfaces changed", trial.runs(), changes.size());
        changes.forEach((subject, applied) ->
                expect(
                        applied == CHANGES_PER_INTERFACE,
                        "Interface " + subject + " was changed " + applied + " times."));
    }

    /// A harness that strikes an idle server proves nothing.
    private void enoughWork() {
        long inTheMiddle = unfinishedAtStrikes.stream().filter(left -> left > 0).count();
        expect(
                inTheMiddle * 2 >= trial.strikes(),
                "Only "
                        + inTheMiddle
                        + " of "
                        + trial.strikes()
                        + " strikes fell into the work; start more runs: "
                        + unfinishedAtStrikes);
    }

    private static int count(JsonNode items, Predicate<JsonNode> fits) {
        int count = 0;
        for (var item : items) {
            count += fits.test(item) ? 1 : 0;
        }
        return count;
    }

    private void same(String what, int expected, int found) {
        expect(expected == found, "Expected " + expected + " " + what + ", found " + found);
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            faults.add(otherwise);
        }
    }
}
