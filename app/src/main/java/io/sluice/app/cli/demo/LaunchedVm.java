package io.sluice.app.cli.demo;

import io.sluice.app.cli.Tree;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The machine as it was launched.
///
/// @param groups security groups by interface, before anybody touched them
record LaunchedVm(String instanceId, String name, SortedMap<String, List<String>> groups) {
    static LaunchedVm of(Tree vm) {
        return new LaunchedVm(vm.text("instanceId"), vm.text("name"), groups(vm));
    }

    static SortedMap<String, List<String>> groups(Tree vm) {
        var groups = new TreeMap<String, List<String>>();
        for (var card : vm.list("interfaces")) {
            groups.put(card.text("id"), card.at("groups").texts().sorted().toList());
        }
        return groups;
    }
}
