package io.sluice.engine.runtime;

import io.sluice.engine.definition.Node;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Changes that calls of this process have made after it had lost their runs: it stood still, say,
/// between its last look at the lease and its request. Whoever holds the run now finds out by
/// itself what became of the change; when it has found nothing and made it again, the change was
/// made twice, and only this process knows. It compares what it was answered with what is recorded
/// in the end, and tells the run when they differ.
final class LateAnswers {
    private static final Logger log = LoggerFactory.getLogger(LateAnswers.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int MOST = 10_000;
    private static final int LONGEST = 300;

    /// The code of an incident about a change that was made twice.
    static final String DUPLICATE = "effect.duplicate";

    private final EnginePorts ports;
    private final Graphs graphs;
    private final Supplier<Runs> runs;
    private final Executor threads;
    private final ConcurrentLinkedQueue<Late> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean looking = new AtomicBoolean();
    private Instant nextLook = Instant.MIN;

    /// A change that was made.
    private record Late(
            RunState state,
            Step step,
            EffectKey key,
            Map<String, @Nullable Object> result,
            Instant heardAt) {}

    LateAnswers(EnginePorts ports, Graphs graphs, Supplier<Runs> runs, Executor threads) {
        this.ports = ports;
        this.graphs = graphs;
        this.runs = runs;
        this.threads = threads;
    }

    /// The result of a call that its run has not taken.
    void heard(RunState state, Step step, List<Command> commands) {
        for (var command : commands) {
            if (command instanceof Command.SettleEffect settled
                    && !settled.adopted()
                    && step.undoes().isEmpty()) {
                keep(
                        new Late(
                                state,
                                step,
                                EffectWork.key(state, step),
                                settled.result(),
                                ports.clock().instant()));
            }
        }
    }

    private void keep(Late late) {
        ports.log()
                .append(
                        late.state().id(),
                        late.step().id(),
                        late.heardAt(),
                        "Answered after the process had lost the run: " + shown(late.result()));
        if (count.incrementAndGet() > MOST && waiting.poll() != null) {
            count.decrementAndGet();
            log.warn("More than {} late answers wait; the oldest is not looked after", MOST);
        }
        waiting.add(late);
    }

    /// Compares what is recorded by now, on a thread of its own; called every tick.
    void look(Instant now) {
        if (waiting.isEmpty() || now.isBefore(nextLook) || !looking.compareAndSet(false, true)) {
            return;
        }
        nextLook = now.plus(BETWEEN_LOOKS);
        threads.execute(() -> {
            try {
                lookAtAll(now);
            } finally {
                looking.set(false);
            }
        });
    }

    private void lookAtAll(Instant now) {
        for (var late : new ArrayList<>(waiting)) {
            try {
                if (told(late, now) && waiting.remove(late)) {
                    count.decrementAndGet();
                }
            } catch (RuntimeException unavailable) {
                log.warn(
                        "What run {} has made cannot be compared now; looking again later",
                        late.state().id(),
                        unavailable);
            }
        }
    }

    /// Whether there is nothing more to find out.
    private boolean told(Late late, Instant now) {
        var type = type(late);
        if (type.isEmpty()) {
            return true;
        }
        var recorded = ports.effects().find(late.key());
        if (recorded.isPresent() && recorded.get().result().isEmpty()) {
            return late.heardAt().plus(KEPT).isBefore(now);
        }
        recorded.ifPresent(effect -> compare(late, type.get(), effect.result()));
        return true;
    }

    /// What can be made twice unseen: a token or the state of the world keeps others from it, and
    /// what nobody can look up is never made again by itself.
    private Optional<EffectNode<?, ?, ?>> type(Late late) {
        return graphs.of(late.state().workflow())
                .find(late.step().node())
                .filter(Node.Task.class::isInstance)
                .flatMap(node -> ports.catalogue().nodeType(((Node.Task) node).type()))
                .filter(entry ->
                        entry.type() instanceof EffectNode<?, ?, ?> effect
                                && effect.effectClass() == EffectClass.PROBE)
                .map(entry -> (EffectNode<?, ?, ?>) entry.type());
    }

    private <O extends Record> void compare(
            Late late, EffectNode<?, ?, O> type, Map<String, @Nullable Object> recorded) {
        Object here;
        Object there;
        try {
            here = type.made(ports.records().read(late.result(), type.outputType()));
            there = type.made(ports.records().read(recorded, type.outputType()));
        } catch (IllegalArgumentException aPersonsWords) {
            log.warn(
                    "What step {} of run {} has made cannot be compared with what a person has"
                            + " said that it made",
                    late.step().id(),
                    late.state().id(),
                    aPersonsWords);
            return;
        }
        if (!here.equals(there)) {
            report(late, shown(here), shown(there));
        }
    }

    private void report(Late late, String here, String there) {
        var run = late.state().id();
        log.error("Run {} made the change of '{}' twice", run, late.step().node());
        var failure =
                Failure.permanent(
                        DUPLICATE,
                        "INTERNAL",
                        "This change was made twice. Recorded is: "
                                + there
                                + ". A call that was given up for lost also made: "
                                + here
                                + ". Take one of them back by hand, then skip.");
        runs.get()
                .submit(
                        run,
                        new Command.ReportDuplicate(late.step().node(), failure),
                        List.of(
                                new AuditEntry(
                                        late.state().project(),
                                        ports.clock().instant(),
                                        Actor.ENGINE,
                                        "effect.duplicate",
                                        run.value(),
                                        Map.of(
                                                "node", late.step().node().value(),
                                                "recorded", there,
                                                "also", here))));
    }

    private String shown(Object made) {
        var text = ports.connections().redact(made.toString());
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
