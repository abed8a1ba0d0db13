package io.sluice.engine.runtime;

import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.port.Children;
import io.sluice.engine.port.Children.Begun;
import io.sluice.engine.port.Children.Outcome;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks after the runs that one step has begun: begins as many as may run at once, waits for them
/// while they move, lets go of the run when they do not, and says what came of them. Everything it
/// knows is read from the store, so that another process can go on from there.
final class Tending {
    /// How long it stays when nothing moves; after that a child that ends wakes the run.
    private static final Duration LINGER = Duration.ofSeconds(2);

    /// When to look without having been woken: soon at first, then more and more seldom, for every
    /// look is written down.
    private static final Duration SOONEST = Duration.ofSeconds(15);

    private static final Duration LATEST = Duration.ofMinutes(10);

    private static final int PAGE = 500;

    /// Results of longer lists are read page by page.
    private static final int MOST_RESULTS = 1_000;

    private final Workshop shop;
    private final HotRun run;
    private final RunState state;
    private final Step step;
    private final Step.Doing.Work work;
    private final Graph graph;
    private final EffectKey group;
    private final int total;
    private final Tally tally;
    private final Offspring offspring;
    private final Set<RunId> stopped = new HashSet<>();

    Tending(Workshop shop, HotRun run, RunState state, Step step, Step.Doing.Work work) {
        this.shop = shop;
        this.run = run;
        this.state = state;
        this.step = step;
        this.work = work;
        graph = shop.graphs().of(state.workflow());
        group = group();
        Map<String, @Nullable Object> told = work.started() == null ? Map.of() : work.started();
        total = told.get("total") instanceof Long number ? Math.toIntExact(number) : 0;
        tally =
                new Tally(
                        group,
                        told.get("again") instanceof String at
                                ? Optional.of(Instant.parse(at))
                                : Optional.empty());
        offspring = new Offspring(shop, state, step, graph, group);
    }

    /// Whether a step is one that looks after runs.
    static boolean tends(Graph graph, Step step) {
        return switch (graph.find(step.node()).orElse(null)) {
            case Node.ForEach _, Node.Call _ -> true;
            case null, default -> false;
        };
    }

    private EffectKey group() {
        return step.ties().role() instanceof Role.MakeGood good
                ? good.change()
                : EffectKey.of(state.id(), step.node(), step.generation());
    }

    List<Command> tend() {
        if (step.ties().role() instanceof Role.MakeGood) {
            return new Revoking(shop, step, group)
                    .revoke(LINGER, park("Its runs are being undone"), this::leaves);
        }
        return look();
    }

    private boolean leaves() {
        return shop.stopping().get() || !run.lease().held() || run.paused();
    }

    private List<Command> look() {
        long still = nanos();
        while (!leaves()) {
            var now = run.state().findStep(step.id());
            if (now.isEmpty()) {
                return List.of();
            }
            boolean moved = tally.read(children());
            var over = now.get().abandoned() ? withdrawn() : ended();
            if (over.isPresent()) {
                return List.of(over.get());
            }
            if (!now.get().abandoned()) {
                moved |= begin();
            }
            if (moved) {
                still = nanos();
            } else if (nanos() - still > LINGER.toNanos()) {
                return List.of(park(progress()));
            } else {
                shop.family().await(group, Duration.ofMillis(500));
            }
        }
        return run.paused()
                ? List.of()
                : List.of(new Command.DeferStep(step.id(), now(), "goes on elsewhere"));
    }

    private Command park(String note) {
        var wait = Duration.between(step.enteredAt(), now()).dividedBy(8);
        var bounded = wait.compareTo(SOONEST) < 0 ? SOONEST : wait;
        return new Command.AwaitStep(
                step.id(),
                now().plus(bounded.compareTo(LATEST) > 0 ? LATEST : bounded),
                Optional.of(Child.wakeKey(group)),
                note);
    }

    private String progress() {
        return tally.done()
                + " of "
                + total
                + " done"
                + (tally.failed() > 0 ? ", " + tally.failed() + " failed" : "");
    }

    private Optional<Command> ended() {
        if (!tally.open().isEmpty()) {
            return Optional.empty();
        }
        if (tally.failed() > 0 && stopsAtFailure()) {
            return Optional.of(new Command.FailStep(step.id(), failure()));
        }
        return tally.next() >= total && tally.missing().isEmpty() && tally.once().isEmpty()
                ? Optional.of(new Command.CompleteStep(step.id(), output(), Map.of()))
                : Optional.empty();
    }

    /// Nobody waits for the outcome any more: what still runs is stopped, each once; one that is
    /// being stopped already may wait for a person, who is not to be hurried.
    private Optional<Command> withdrawn() {
        if (tally.open().isEmpty()) {
            return Optional.of(new Command.CompleteStep(step.id(), Map.of(), Map.of()));
        }
        var asked =
                tally.open().stream()
                        .map(Begun::run)
                        .filter(one -> !stopped.contains(one))
                        .toList();
        boolean undo = run.state().undoing();
        for (var child : shop.ports().runs().load(asked).values()) {
            var id = child.state().id();
            if (child.state().status() == RunStatus.RUNNING) {
                Revoking.cancel(shop, id, undo, "What it was begun for has ended.");
            }
            stopped.add(id);
        }
        return Optional.empty();
    }

    private boolean stopsAtFailure() {
        return !(graph.node(step.node()) instanceof Node.ForEach each)
                || each.onFailure() == Node.OnFailure.STOP;
    }

    private Failure failure() {
        var first = tally.firstFailed().orElseThrow();
        var why = first.failure();
        boolean call = graph.node(step.node()) instanceof Node.Call;
        var code =
                call || why.isPresent()
                        ? why.map(Failure::code).orElse("run.canceled")
                        : "item.canceled";
        var message = why.map(Failure::message).orElse("The run was canceled.");
        return Failure.permanent(
                code,
                why.map(Failure::fault).orElse("USER"),
                call
                        ? "Run " + first.run() + " has failed: " + message
                        : "Item "
                                + first.index()
                                + " has failed ("
                                + tally.failed()
                                + " of "
                                + total
                                + "): "
                                + message);
    }

    private Map<String, @Nullable Object> output() {
        if (graph.node(step.node()) instanceof Node.Call) {
            return children().begun(group, 0, 1).getFirst().output();
        }
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("total", (long) total);
        output.put("done", (long) tally.done());
        output.put("failed", (long) tally.failed());
        output.put("results", total <= MOST_RESULTS ? results() : List.of());
        return output;
    }

    private List<@Nullable Object> results() {
        var results = new ArrayList<@Nullable Object>(total);
        for (int from = 0; from < total; from += PAGE) {
            for (var child : children().begun(group, from, PAGE)) {
                results.add(child.outcome() == Outcome.DONE ? child.output() : null);
            }
        }
        return results;
    }

    /// As many as may run at once; first those that are to be tried once more, and those that could
    /// not be begun in their turn.
    ///
    /// @return whether one was begun
    private boolean begin() {
        if (tally.failed() > 0 && stopsAtFailure()) {
            return false;
        }
        var starts = new ArrayList<Command.StartRun>();
        for (var child : tally.once()) {
            starts.addAll(offspring.of(child.index(), child.attempt() + 1, input()));
        }
        for (int index : tally.missing()) {
            starts.addAll(offspring.of(index, 1, input()));
        }
        int atOnce = graph.node(step.node()) instanceof Node.ForEach each ? each.atOnce() : 1;
        int most = Math.min(atOnce - tally.busy(), total - tally.next());
        if (most > 0) {
            starts.addAll(offspring.from(tally.next(), Math.min(most, PAGE), input()));
        }
        offspring.begin(starts, run.fence());
        return !starts.isEmpty();
    }

    private @Nullable Object input() {
        return work.started() == null ? null : work.started().get("input");
    }

    private Children children() {
        return shop.ports().runs().children();
    }

    private long nanos() {
        return shop.machine().nanoTime().getAsLong();
    }

    private Instant now() {
        return shop.ports().clock().instant();
    }
}
