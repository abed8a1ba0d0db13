package io.sluice.app.cli.demo;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.demo.Promise.Check;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A machine with a public address and a high score, as it was launched.
record RiskyVm(Tree launched) implements Scenario.Subject {
    private static final int TRURISK = 934;
    private static final int MISSING_PATCHES = 3;
    private static final Set<String> RESOLVED_OR_CLOSED = Set.of("6", "7");
    private static final Set<String> CLOSED = Set.of("3");
    private static final String EXTERNAL = "external";

    static RiskyVm launch(ApiClient api, Screen screen) {
        var wish = new LinkedHashMap<String, Object>();
        wish.put("publicIp", true);
        wish.put("truRisk", TRURISK);
        wish.put("missingPatches", MISSING_PATCHES);
        wish.put("scanOutcome", "finished");
        wish.put("patchOutcome", "ok");
        var vm = new RiskyVm(api.post("/sandbox/vms", wish));
        screen.line(
                screen.ink(Ink.GOOD, "✓ ")
                        + "Launched "
                        + vm.launched.text("name")
                        + " ("
                        + vm.id()
                        + ") with the public address "
                        + vm.launched.text("publicIp"));
        return vm;
    }

    @Override
    public String id() {
        return launched.text("instanceId");
    }

    @Override
    public Promise promise(Tree run, Tree world) {
        var vm = one(world.list("vms"), "instanceId", id());
        var mentioned =
                Stream.of("steps", "effects")
                        .flatMap(part -> run.at(part).texts())
                        .collect(Collectors.toSet());
        return new Promise(
                List.of(
                        new Check("The run is completed.", run.text("status").equals("completed")),
                        new Check("It is tagged as internet-facing in Qualys.", tagged(world)),
                        new Check("No patch is missing.", patched(vm)),
                        new Check(
                                "Each network interface has its original security groups again.",
                                !groups(launched).isEmpty() && groups(vm).equals(groups(launched))),
                        new Check(
                                "Nothing is left of the quarantine: its tags are those it came with.",
                                vm.at("tags").equals(launched.at("tags"))),
                        new Check(
                                "The incident is resolved.",
                                all(world.list("incidents"), mentioned, RESOLVED_OR_CLOSED)),
                        new Check(
                                "The change request is closed.",
                                all(world.list("changes"), mentioned, CLOSED))));
    }

    private static boolean patched(Tree vm) {
        return !vm.at("missingPatches").absent() && vm.number("missingPatches") == 0;
    }

    private boolean tagged(Tree world) {
        var tags = one(world.list("assets"), "instanceId", id()).list("tagIds");
        return world.list("tags").stream()
                .filter(tag -> tag.text("name").equalsIgnoreCase(EXTERNAL))
                .anyMatch(tag -> tags.contains(tag.at("id")));
    }

    /// Security groups by interface.
    private static Map<String, List<String>> groups(Tree vm) {
        var groups = new TreeMap<String, List<String>>();
        for (var card : vm.list("interfaces")) {
            groups.put(card.text("id"), card.at("groups").texts().sorted().toList());
        }
        return groups;
    }

    private static Tree one(List<Tree> things, String key, String id) {
        return things.stream()
                .filter(thing -> thing.text(key).equals(id))
                .findFirst()
                .orElse(Tree.EMPTY);
    }

    /// Whether there are records that the run speaks of, and all are in such a state.
    private static boolean all(List<Tree> records, Set<String> mentioned, Set<String> states) {
        var ours = records.stream().filter(one -> mentioned.contains(one.text("sys_id"))).toList();
        return !ours.isEmpty() && ours.stream().allMatch(one -> states.contains(one.text("state")));
    }
}
