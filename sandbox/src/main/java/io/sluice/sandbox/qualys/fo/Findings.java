package io.sluice.sandbox.qualys.fo;

import io.sluice.sandbox.world.Vm;
import java.util.List;
import java.util.stream.IntStream;

/// What a scan finds on a machine: one vulnerability for each missing patch, the worst first.
final class Findings {
    private static final long FIRST_QID = 38_900;

    private Findings() {}

    /// @param severity 1 to 5
    /// @param qds the detection score, 1 to 100
    record Finding(long qid, int severity, int qds, String title) {}

    static List<Finding> of(Vm vm) {
        return IntStream.range(0, Math.min(vm.fate().missingPatches(), 500))
                .mapToObj(Findings::finding)
                .toList();
    }

    private static Finding finding(int index) {
        int severity = Math.max(3, 5 - index / 2);
        return new Finding(
                FIRST_QID + index,
                severity,
                Math.max(40, 95 - index * 5),
                "Missing security update %d".formatted(index + 1));
    }
}
