package io.sluice.app.cli.demo;

import io.sluice.app.cli.Tree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the template promises of such a machine, looked up in the outside world itself and not in
/// what the run says of it.
record Promise(List<Check> checks) {
    private static final Set<String> CLOSED_INCIDENT = Set.of("6", "7");
    private static final String CLOSED_CHANGE = "3";

    record Check(String what, boolean holds) {}

    static Promise of(Tree run, Tree world, LaunchedVm launched) {
        var vm =
                world.list("vms").stream()
                        .filter(one -> one.text("instanceId").equals(launched.instanceId()))
                        .findFirst()
                        .orElse(Tree.EMPTY);
        var mentioned = run.at("steps").texts().collect(Collectors.toSet());
        return new Promise(
                List.of(
                        new Check("The run is completed", run.text("status").equals("completed")),
                        new Check(
                                "The machine is back in the security groups it came with",
                                LaunchedVm.groups(vm).equals(launched.groups())
                                        && !launched.groups().isEmpty()),
                        new Check(
                                "No patch is missing any more",
                                !vm.absent() && vm.number("missingPatches") == 0),
                        new Check(
                                "The incident is closed",
                                closed(world.list("incidents"), mentioned, CLOSED_INCIDENT)),
                        new Check(
                                "The change request is closed",
                                closed(world.list("changes"), mentioned, Set.of(CLOSED_CHANGE)))));
    }

    /// Whether there are records that the run speaks of, and all are in such a state.
    private static boolean closed(List<Tree> records, Set<String> mentioned, Set<String> states) {
        var ours = records.stream().filter(one -> mentioned.contains(one.text("number"))).toList();
        return !ours.isEmpty() && ours.stream().allMatch(one -> states.contains(one.text("state")));
    }

    boolean kept() {
        return checks.stream().allMatch(Check::holds);
    }

    List<Map<String, Object>> asData() {
        return checks.stream()
                .map(check -> Map.<String, Object>of("check", check.what(), "holds", check.holds()))
                .toList();
    }
}
