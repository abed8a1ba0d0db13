package io.sluice.policy.tracing;

import io.sluice.policy.finding.Finding;
import io.sluice.policy.finding.Program;
import io.sluice.policy.indicator.Guard;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// What the findings name and a policy may be tied to. What must keep running or stay reachable is
/// left out, and the notes say so.
final class Named {
    /// More would make the maps of an agent grow without need.
    private static final int MOST_BINARIES = 64;

    private static final int MOST_ADDRESSES = 1000;
    private static final int MOST_PORTS = 64;
    private static final int SHOWN = 5;

    /// Whoever starts the containers: a rule on one of these stops pods from starting and people
    /// from looking into them.
    private static final Set<String> RUNTIME =
            Set.of(
                    "runc",
                    "crun",
                    "youki",
                    "runsc",
                    "conmon",
                    "crio",
                    "containerd",
                    "dockerd",
                    "docker-init",
                    "kubelet",
                    "pause",
                    "tini",
                    "dumb-init",
                    "tetragon");

    private static final Set<Integer> EVERYDAY_PORTS = Set.of(53, 80, 443, 6443);

    private final List<Finding> findings;
    private final Guard guard;
    private final List<String> notes;

    Named(List<Finding> findings, Guard guard, List<String> notes) {
        this.findings = findings;
        this.guard = guard;
        this.notes = notes;
    }

    /// Paths of the programs that were detected.
    List<String> programs() {
        return paths(Program::path);
    }

    /// Paths of what started them.
    List<String> parents() {
        return paths(Program::parentPath);
    }

    /// Whom they spoke to, as far as that may be cut off.
    List<String> addresses() {
        var may = new LinkedHashSet<String>();
        var mayNot = new LinkedHashSet<String>();
        destinations()
                .forEach(one -> {
                    var why = guard.refusal(one);
                    if (why.isEmpty()) {
                        may.add(one);
                    } else {
                        mayNot.add(one + " (" + why.get() + ")");
                    }
                });
        leftOut(mayNot, "addresses", "must stay reachable");
        return some(may, MOST_ADDRESSES, "addresses");
    }

    /// These and the metadata services that were spoken to.
    List<String> metadata(Collection<String> usual) {
        var all = new LinkedHashSet<>(usual);
        destinations().stream().filter(KnownAddresses::isMetadata).forEach(all::add);
        return List.copyOf(all);
    }

    /// These and the ports that were spoken to, unless everybody speaks to them.
    List<String> ports(Collection<String> usual) {
        var ports = new LinkedHashSet<>(usual);
        findings.stream()
                .map(one -> one.destination().port())
                .filter(port -> port > 0 && !EVERYDAY_PORTS.contains(port))
                .forEach(port -> ports.add(String.valueOf(port)));
        return some(ports, MOST_PORTS, "ports");
    }

    /// These and the programs that were detected.
    List<String> programsAnd(Collection<String> usual) {
        var all = new LinkedHashSet<>(programs());
        all.addAll(usual);
        return some(all, MOST_BINARIES, "programs");
    }

    private List<String> destinations() {
        return findings.stream()
                .flatMap(one -> one.destination().addresses().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private List<String> paths(Function<Program, String> part) {
        var may = new LinkedHashSet<String>();
        var mayNot = new LinkedHashSet<String>();
        findings.stream()
                .map(Finding::program)
                .map(part)
                .filter(one -> !one.isEmpty())
                .sorted()
                .forEach(one -> (isRuntime(one) ? mayNot : may).add(one));
        leftOut(mayNot, "programs", "start and keep containers");
        return some(may, MOST_BINARIES, "programs");
    }

    private static boolean isRuntime(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return RUNTIME.contains(name)
                || name.startsWith("containerd-shim")
                || path.startsWith("/proc/");
    }

    private void leftOut(Set<String> values, String what, String why) {
        if (values.isEmpty()) {
            return;
        }
        note(
                "Left out "
                        + values.size()
                        + " "
                        + what
                        + " that "
                        + why
                        + ": "
                        + String.join(", ", values.stream().limit(SHOWN).toList())
                        + (values.size() > SHOWN ? ", …" : "")
                        + ".");
    }

    private List<String> some(Collection<String> values, int most, String what) {
        var distinct = values.stream().distinct().toList();
        if (distinct.size() <= most) {
            return distinct;
        }
        note(
                "Only the first "
                        + most
                        + " of "
                        + distinct.size()
                        + " "
                        + what
                        + " are in the policy.");
        return distinct.subList(0, most);
    }

    private void note(String text) {
        if (!notes.contains(text)) {
            notes.add(text);
        }
    }
}
