package io.sluice.engine.runtime;

import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.port.Children;
import io.sluice.engine.port.Children.Begun;
import io.sluice.engine.port.Children.Outcome;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Role;
import io.sluice.engine.run.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the runs that one step has begun: begins as many as may run at once, waits for them
/// while they move, lets go of the run when they do not, and says what came of them. Everything it
/// knows is read from the store, so that another process can go on from there.
final class Tending {
    private static final Logger log = LoggerFactory.getLogger(Tending.class);

    /// How long it stays when nothing moves; after that a child that ends wakes the run.
    private static final Duration LINGER = Duration.ofSeconds(2);

    /// When to look without having been woken.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

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
    private final Optional<Instant> again;
    private final Tally tally = new Tally();

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
        again =
                told.get("again") instanceof String at
                        ? Optional.of(Instant.parse(at))
                        : Optional.empty();
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

    /// How far the children are; those before `low` have all ended.
    private static final class Tally {
        private int low;
        private int begun;
        private final List<Integer> missing = new ArrayList<>();
        private int doneBefore;
        private int failedBefore;
        private int done;
        private int failed;
        private List<Begun> open = List.of();
        private Optional<Begun> firstFailed = Optional.empty();

        int running() {
            return open.size() + missing.size();
        }
    }

    List<Command> tend() {
        return step.ties().role() instanceof Role.MakeGood ? revoke() : look();
    }

    private List<Command> look() {
        long still = nanos();
        while (true) {
            if (shop.stopping().get() || !run.lease().held()) {
                return List.of(new Command.DeferStep(step.id(), now(), "goes on elsewhere"));
            }
            var now = run.state().findStep(step.id());
            if (now.isEmpty()) {
                return List.of();
            }
            boolean unwanted = now.get().abandoned();
            int before = tally.done + tally.failed + tally.begun;
            count();
            var end = unwanted ? withdrawn() : ended();
            if (end.isPresent()) {
                return List.of(end.get());
            }
            boolean moved = tally.done + tally.failed + tally.begun != before;
            moved |= !unwanted && begin();
            if (moved) {
                still = nanos();
            } else if (nanos() - still > LINGER.toNanos()) {
                return List.of(park());
            } else {
                shop.family().await(group, Duration.ofMillis(500));
            }
        }
    }

    private Command park() {
        return new Command.AwaitStep(
                step.id(), now().plus(LOOK_AGAIN), Optional.of(Child.wakeKey(group)), progress());
    }

    private String progress() {
        return tally.done
                + " of "
                + total
                + " done"
                + (tally.failed > 0 ? ", " + tally.failed + " failed" : "");
    }

    /// Reads what has changed: from the first child that had not ended on.
    private void count() {
        tally.done = tally.doneBefore;
        tally.failed = tally.failedBefore;
        tally.begun = tally.low;
        tally.missing.clear();
        var open = new ArrayList<Begun>();
        boolean all = true;
        while (true) {
            var page = children().begun(group, tally.begun, PAGE);
            for (var child : page) {
                for (int index = tally.begun; index < child.index(); index++) {
                    tally.missing.add(index);
                    all = false;
                }
                tally.begun = child.index() + 1;
                all &= settle(child, open);
                if (all) {
                    tally.low = tally.begun;
                    tally.doneBefore = tally.done;
                    tally.failedBefore = tally.failed;
                }
            }
            if (page.size() < PAGE) {
                tally.open = open;
                return;
            }
        }
    }

    private boolean settle(Begun child, List<Begun> open) {
        switch (child.outcome()) {
            case RUNNING -> open.add(child);
            case DONE -> tally.done++;
            case FAILED, CANCELED -> {
                if (begunOnceMore(child)) {
                    open.add(child);
                    return false;
                }
                tally.failed++;
                if (tally.firstFailed.isEmpty()) {
                    tally.firstFailed = Optional.of(child);
                }
            }
        }
        return child.outcome() != Outcome.RUNNING;
    }

    /// A person has asked for what had failed by then to be tried again.
    private boolean begunOnceMore(Begun child) {
        if (again.isEmpty() || child.endedAt().filter(at -> at.isAfter(again.get())).isPresent()) {
            return false;
        }
        items(child.index(), 1)
                .forEach(item -> start(command(child.index(), item, child.attempt() + 1)));
        return true;
    }

    private Optional<Command> ended() {
        if (tally.running() > 0) {
            return Optional.empty();
        }
        if (tally.failed > 0 && stopsAtFailure()) {
            return Optional.of(new Command.FailStep(step.id(), failure()));
        }
        return tally.begun >= total
                ? Optional.of(new Command.CompleteStep(step.id(), output(), Map.of()))
                : Optional.empty();
    }

    /// Nobody waits for the outcome any more: what still runs is stopped.
    private Optional<Command> withdrawn() {
        boolean undo = run.state().undoing();
        for (var child : tally.open) {
            cancel(child, undo, "What it was begun for has ended.");
        }
        return tally.running() == 0
                ? Optional.of(new Command.CompleteStep(step.id(), Map.of(), Map.of()))
                : Optional.empty();
    }

    private void cancel(Begun child, boolean undo, String why) {
        shop.runs()
                .get()
                .submit(child.run(), new Command.CancelRun(undo, Actor.ENGINE, why), List.of());
    }

    private boolean stopsAtFailure() {
        return !(graph.node(step.node()) instanceof Node.ForEach each)
                || each.onFailure() == Node.OnFailure.STOP;
    }

    private Failure failure() {
        var first = tally.firstFailed.orElseThrow();
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
                                + tally.failed
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
        output.put("done", (long) tally.done);
        output.put("failed", (long) tally.failed);
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

    /// As many as may run at once; first those that could not be begun in their turn.
    ///
    /// @return whether one was begun
    private boolean begin() {
        if (tally.failed > 0 && stopsAtFailure()) {
            return false;
        }
        var starts = new ArrayList<Command.StartRun>();
        for (int index : tally.missing) {
            items(index, 1).forEach(item -> starts.add(command(index, item, 1)));
        }
        int atOnce = graph.node(step.node()) instanceof Node.ForEach each ? each.atOnce() : 1;
        int most = Math.min(atOnce - tally.running(), total - tally.begun);
        for (var item : most > 0 ? items(tally.begun, Math.min(most, PAGE)) : List.of()) {
            starts.add(command(tally.begun + starts.size() - tally.missing.size(), item, 1));
        }
        var begun = new ArrayList<CompletableFuture<Void>>(starts.size());
        starts.forEach(
                one -> begun.add(CompletableFuture.runAsync(() -> start(one), shop.threads())));
        begun.forEach(CompletableFuture::join);
        return !starts.isEmpty();
    }

    private List<@Nullable Object> items(int from, int most) {
        return graph.node(step.node()) instanceof Node.ForEach
                ? children().items(group, from, most)
                : Collections.singletonList(null);
    }

    /// The same child whenever it is begun: one that is there already refuses, and that is well.
    /// One that cannot be begun now is missing at the next look.
    private void start(Command.StartRun start) {
        try {
            shop.runs().get().start(start, Optional.empty(), List.of());
        } catch (StoreUnavailable | IllegalStateException unavailable) {
            log.debug("Run {} could not be begun", start.run(), unavailable);
        }
    }

    private Command.StartRun command(int index, @Nullable Object item, int attempt) {
        var id = group.child(index, attempt);
        int depth = state.child().map(Child::depth).orElse(0) + 1;
        boolean part = graph.node(step.node()) instanceof Node.ForEach;
        var child = new Child(state.id(), step.node(), group, index, attempt, item, part, depth);
        return part ? partOf(id, child) : callOf(id, child);
    }

    private Command.StartRun partOf(RunId id, Child child) {
        return new Command.StartRun(
                id,
                state.project(),
                state.workflow(),
                step.node(),
                Map.of(),
                Map.of(),
                state.mode(),
                state.startedBy(),
                state.trial()
                        .map(trial -> new Trial(trial.pins(), Optional.empty(), Optional.empty())),
                Optional.of(child));
    }

    private Command.StartRun callOf(RunId id, Child child) {
        var called = Called.find(shop, state, graph, step.node());
        var input = work.started() == null ? null : work.started().get("input");
        var variables = new LinkedHashMap<String, @Nullable Object>();
        called.graph()
                .workflow()
                .variables()
                .forEach(variable -> variables.put(variable.name(), variable.value()));
        var trigger = new LinkedHashMap<String, @Nullable Object>();
        trigger.put("input", input == null ? Map.of() : input);
        return new Command.StartRun(
                id,
                state.project(),
                called.ref(),
                called.start(),
                trigger,
                variables,
                state.mode(),
                state.startedBy(),
                Optional.empty(),
                Optional.of(child));
    }

    /// Undoes what the children have changed, the latest first and one at a time.
    private List<Command> revoke() {
        var all = new ArrayList<Begun>();
        for (int from = 0; ; ) {
            var page = children().begun(group, from, PAGE);
            all.addAll(page);
            if (page.size() < PAGE) {
                break;
            }
            from = page.getLast().index() + 1;
        }
        for (var child : all.reversed()) {
            if (!revoked(child)) {
                return List.of(
                        new Command.AwaitStep(
                                step.id(),
                                now().plus(LOOK_AGAIN),
                                Optional.of(Child.wakeKey(group)),
                                "Run " + child.run() + " is being undone"));
            }
        }
        return List.of(new Command.CompleteStep(step.id(), Map.of(), Map.of()));
    }

    /// @return false when it takes longer than we want to stay
    private boolean revoked(Begun child) {
        var stored = shop.loads().ask(child.run());
        if (stored.isEmpty() || stored.get().state().undoable().isEmpty()) {
            return true;
        }
        if (stored.get().state().status() != RunStatus.CANCELING) {
            cancel(child, true, "What it was begun for is undone.");
        }
        long until = nanos() + LINGER.toNanos();
        while (nanos() < until && !shop.stopping().get()) {
            var now = shop.loads().ask(child.run()).map(one -> one.state().status());
            if (now.filter(RunStatus::ended).isPresent()) {
                return true;
            }
            shop.family().await(group, Duration.ofMillis(200));
        }
        return false;
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
