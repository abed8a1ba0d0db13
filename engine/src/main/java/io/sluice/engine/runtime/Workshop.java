package io.sluice.engine.runtime;

import io.sluice.engine.decide.Decider;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.StoredRun;
import io.sluice.engine.run.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// What all hot runs of a process share.
///
/// @param runs for what one run asks of others
/// @param again asks something once more, of whoever holds the run now
record Workshop(
        EnginePorts ports,
        EngineOptions options,
        Decider decider,
        Graphs graphs,
        Knowledge knowledge,
        NodeWork work,
        ConnectionGates gates,
        PauseWatch pauses,
        Gathering<RunStore.Prepared, CommitResult> commits,
        Gathering<RunId, Optional<StoredRun>> loads,
        Machine machine,
        Map<RunId, HotRun> hot,
        HotShares shares,
        AtomicInteger callsUnderWay,
        AtomicBoolean stopping,
        Family family,
        LateAnswers late,
        Supplier<Runs> runs,
        BiConsumer<RunId, Ask> again) {

    static Workshop of(
            EnginePorts ports,
            EngineOptions options,
            Machine machine,
            Supplier<Runs> runs,
            BiConsumer<RunId, Ask> again) {
        var graphs = new Graphs(ports.workflows());
        var hot = new ConcurrentHashMap<RunId, HotRun>();
        var pauses = new PauseWatch(ports.restraints().pauses(), machine.nanoTime());
        var commits = commits(ports, options, machine);
        return new Workshop(
                ports,
                options,
                new Decider(ports.expressions(), options.limits()),
                graphs,
                new Knowledge(graphs, ports.catalogue(), ports.restraints().peers()),
                new NodeWork(ports, options, pauses),
                new ConnectionGates(options.callsPerConnection(), ports.restraints().peers()),
                pauses,
                commits,
                new Gathering<>(
                        "load",
                        machine.askers(),
                        options.commitBatch(),
                        1,
                        batch -> load(ports, batch)),
                machine,
                hot,
                new HotShares(options.maxHotRuns(), hot::size, commits::waiting),
                new AtomicInteger(),
                new AtomicBoolean(),
                new Family(ports.runs(), machine),
                new LateAnswers(ports, graphs, runs, machine.threads()),
                runs,
                again);
    }

    private static Gathering<RunStore.Prepared, CommitResult> commits(
            EnginePorts ports, EngineOptions options, Machine machine) {
        return new Gathering<>(
                "commit",
                machine.askers(),
                options.commitBatch(),
                options.committers(),
                () -> ports.runs().sideBySide() && ports.restraints().peers().alone(),
                batch -> ports.runs().commit(batch));
    }

    private static List<Optional<StoredRun>> load(EnginePorts ports, List<RunId> ids) {
        var found = ports.runs().load(ids);
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    ExecutorService threads() {
        return machine.threads();
    }

    /// Whether a run of this workflow that begins must wait for a place.
    boolean crowded(String workflow) {
        return shares.room(workflow) == 0;
    }
}
