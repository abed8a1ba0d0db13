package io.sluice.app.cli.demo;

import java.util.List;
import java.util.Map;

/// What must hold at the end.
record Promise(List<Check> checks) {
    Promise {
        checks = List.copyOf(checks);
    }

    record Check(String what, boolean holds) {}

    boolean kept() {
        return checks.stream().allMatch(Check::holds);
    }

    List<Map<String, Object>> asData() {
        return checks.stream()
                .map(check -> Map.<String, Object>of("check", check.what(), "holds", check.holds()))
                .toList();
    }
}
