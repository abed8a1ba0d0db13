package io.sluice.app.cli.command;

import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes what handling findings would come to, or came to.
record CdrReport(Screen screen) {
    private static final Set<String> CHANGED = Set.of("applied", "removed", "neutralised");
    private static final Set<String> WELL =
            Set.of("applied", "removed", "neutralised", "unchanged", "absent");
    private static final int MOST_SKIPPED = 20;

    void plan(Tree plan) {
        window(plan);
        var policies = plan.list("policies");
        screen.line(
                policies.isEmpty()
                        ? "No policy would be made or changed."
                        : counted(policies.size(), "policy", "policies")
                                + " would be made or changed:");
        policies.forEach(this::policy);
        var skipped = plan.list("skipped");
        skipped.stream()
                .limit(MOST_SKIPPED)
                .forEach(one ->
                        screen.line("Skipped " + one.text("finding") + ": " + one.text("why")));
        if (skipped.size() > MOST_SKIPPED) {
            screen.line("… and more; --format json lists them.");
        }
        notes(plan);
        screen.line("");
        differences(plan.list("differences"));
    }

    private void policy(Tree policy) {
        screen.line("");
        screen.line(
                screen.ink(
                        Ink.STRONG,
                        "# %s  %s  %s/%s  %s  generation %s, %s"
                                .formatted(
                                        policy.text("id"),
                                        policy.text("cluster"),
                                        policy.text("namespace"),
                                        policy.text("workload"),
                                        policy.text("category"),
                                        policy.text("generation"),
                                        counted(
                                                policy.number("findings"),
                                                "finding",
                                                "findings"))));
        if (!policy.text("whyNot").isEmpty()) {
            screen.line("# It cannot stop anything: " + policy.text("whyNot"));
        }
        policy.list("notes").forEach(note -> screen.line("# " + note.value()));
        if (!policy.text("manifest").isEmpty()) {
            screen.line("---");
            screen.line(policy.text("manifest").stripTrailing());
        }
    }

    void begun(Tree begun) {
        window(begun);
        notes(begun);
        if (begun.list("runs").isEmpty()) {
            screen.line("Nothing has changed: clusters have what they should have.");
        }
    }

    private void window(Tree answer) {
        screen.line(
                "%s since %s, %s not handled before."
                        .formatted(
                                counted(answer.number("findings"), "finding", "findings"),
                                screen.times().moment(answer.text("from")),
                                answer.text("fresh")));
    }

    private static String counted(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private void notes(Tree answer) {
        answer.list("notes").forEach(note -> screen.line("Note: " + note.value()));
    }

    private void differences(List<Tree> differences) {
        if (differences.isEmpty()) {
            screen.line("Clusters have what they should have.");
            return;
        }
        screen.table(
                Screen.row("CLUSTER", "OBJECT", "STATE", "POLICY"),
                differences.stream()
                        .map(one ->
                                Screen.row(
                                        one.text("cluster"),
                                        one.text("object"),
                                        one.text("state"),
                                        one.text("policy")))
                        .toList());
        for (var one : differences) {
            for (var field : one.list("differences")) {
                screen.line(
                        "  %s  %s: %s → %s"
                                .formatted(
                                        one.text("object"),
                                        field.text("field"),
                                        shown(field.text("live")),
                                        shown(field.text("wanted"))));
            }
        }
        failed(differences).forEach(this::trouble);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(none)" : value;
    }

    /// What became of each cluster, and of what did not go well.
    void results(List<Tree> results) {
        var clusters = new LinkedHashMap<String, int[]>();
        for (var one : results) {
            var counts = clusters.computeIfAbsent(one.text("cluster"), _ -> new int[5]);
            counts[place(one.text("state"))]++;
        }
        screen.table(
                Screen.row("CLUSTER", "CHANGED", "UNCHANGED", "DRIFTED", "CONFLICTS", "FAILED"),
                clusters.entrySet().stream().map(CdrReport::row).toList());
        results.stream().filter(one -> !WELL.contains(one.text("state"))).forEach(this::trouble);
    }

    private static int place(String state) {
        return switch (state) {
            case "unchanged", "absent" -> 1;
            case "drifted" -> 2;
            case "conflict" -> 3;
            case "failed" -> 4;
            default -> CHANGED.contains(state) ? 0 : 4;
        };
    }

    private static List<String> row(Map.Entry<String, int[]> cluster) {
        var counts = cluster.getValue();
        return Screen.row(
                cluster.getKey(),
                Integer.toString(counts[0]),
                Integer.toString(counts[1]),
                Integer.toString(counts[2]),
                Integer.toString(counts[3]),
                Integer.toString(counts[4]));
    }

    private void trouble(Tree one) {
        screen.line(
                screen.ink(
                        Ink.BAD,
                        "✗ %s  %s: %s  %s"
                                .formatted(
                                        one.text("cluster"),
                                        one.text("object"),
                                        one.text("state"),
                                        one.text("message"))));
    }

    /// Those that could not be compared.
    static List<Tree> failed(List<Tree> differences) {
        return differences.stream().filter(one -> one.text("state").equals("failed")).toList();
    }

    static boolean well(List<Tree> results) {
        return results.stream().allMatch(one -> WELL.contains(one.text("state")));
    }

    /// What a run did, object by object.
    static List<Tree> results(Tree run) {
        return run.list("steps").stream()
                .filter(step -> step.text("node").equals("apply"))
                .flatMap(step -> step.at("output").list("results").stream())
                .toList();
    }
}
