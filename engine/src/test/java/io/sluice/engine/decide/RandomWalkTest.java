package io.sluice.engine.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Drawing;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.Urging;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.Trial;
import io.sluice.engine.run.Trial.Pin;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Random drawings, random luck: whatever happens, the fold of the events is the state (the
/// scenario checks it at every decision), and every run can be brought to an end. A failing seed is
/// one line to run again: `walk(seed)`.
public class RandomWalkTest {
    private static final int SEEDS = 600;

    @Test
    void everyRunComesToAnEnd() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            walk(seed);
        }
    }

    @Test
    void everyTrialComesToAnEnd() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            tryOut(seed);
        }
    }

    private static void walk(long seed) {
        var random = new Random(seed);
        var artist = new Artist(random);
        artist.draw();
        walk(seed, Scenario.given(artist.drawing).started(), random);
    }

    private static void tryOut(long seed) {
        var random = new Random(seed);
        var artist = new Artist(random);
        artist.draw();
        var nodes = artist.drawing.draw().nodes().stream().map(Node::id).toList();
        var pins = new HashMap<NodeId, Pin>();
        for (var node : nodes) {
            if (random.nextInt(4) == 0) {
                pins.put(
                        node,
                        random.nextInt(3) == 0
                                ? new Pin.Fails("pinned", "As wished.")
                                : new Pin.Gives(Map.of()));
            }
        }
        var trial = new Trial(pins, maybe(nodes, random), maybe(nodes, random));
        walk(seed, Scenario.given(artist.drawing).tried(trial), random);
    }

    private static Optional<NodeId> maybe(List<NodeId> nodes, Random random) {
        return random.nextBoolean()
                ? Optional.of(nodes.get(random.nextInt(nodes.size())))
                : Optional.empty();
    }

    private static void walk(long seed, Scenario scenario, Random random) {
        for (int i = 0; i < 5_000 && !scenario.state().status().ended(); i++) {
            happen(scenario, random, i);
        }
        assertThat(scenario.state().status().ended())
                .as("seed %s: %s", seed, scenario.state())
                .isTrue();
        assertThat(scenario.state().steps()).isEmpty();
    }

    private static void happen(Scenario scenario, Random random, int turn) {
        int luck = random.nextInt(100);
        if (luck < 8) {
            scenario.crashes();
        } else if (luck < 20) {
            scenario.passes(Duration.ofMinutes(1 + random.nextInt(120)));
        } else if (luck < 21 && turn > 50) {
            scenario.when(new Command.CancelRun(random.nextBoolean(), Scenario.ANNA, "luck"));
        } else {
            var steps = List.copyOf(scenario.state().steps().values());
            if (!steps.isEmpty()) {
                move(scenario, steps.get(random.nextInt(steps.size())), random);
            }
        }
    }

    private static void move(Scenario scenario, Step step, Random random) {
        switch (step.doing()) {
            case Doing.Work work -> work(scenario, step, work, random);
            case Doing.Listen(String message, String key) ->
                    scenario.when(new Command.DeliverMessage("", message, key, Map.of()));
            case Doing.Decide _ ->
                    scenario.when(
                            new Command.DecideApproval(
                                    step.id(),
                                    random.nextBoolean() ? "approved" : "rejected",
                                    Scenario.ANNA,
                                    ""));
            case Doing.Stuck _ -> resolve(scenario, step, random);
            case Doing.Sleep _, Doing.Enter _, Doing.Inside _, Doing.Compensate _ ->
                    scenario.passes(Duration.ofHours(1));
        }
    }

    private static void work(Scenario scenario, Step step, Doing.Work work, Random random) {
        var node = step.node().value();
        if (work.notBefore().isAfter(scenario.now())) {
            scenario.passes(Duration.between(scenario.now(), work.notBefore()));
            return;
        }
        boolean other = open(scenario.state(), node) > 1;
        int luck = random.nextInt(10);
        if (other || (luck < 2 && !step.changing())) {
            scenario.when(
                    step.changing()
                            ? new Command.SettleEffect(step.id(), Map.of(), false)
                            : new Command.CompleteStep(step.id(), Map.of(), Map.of()));
            return;
        }
        switch (work.phase()) {
            case BEGIN -> scenario.declares(node);
            case EXECUTE -> {
                if (luck < 3) {
                    scenario.losesAnswer(node);
                } else if (luck < 5) {
                    scenario.fails(node, "io.refused", luck == 3);
                } else {
                    scenario.applies(node);
                }
            }
            case RECONCILE -> {
                if (luck < 4) {
                    scenario.when(
                            new Command.ReleaseEffect(step.id(), scenario.now(), "not there"));
                } else {
                    scenario.applies(node);
                }
            }
            case TEND -> throw new AssertionError("Nothing drawn here begins runs");
            case FOLLOW -> {
                if (luck < 3) {
                    scenario.fails(node, "scan.error", false);
                } else {
                    scenario.completes(node);
                }
            }
        }
    }

    private static long open(RunState state, String node) {
        return state.steps().values().stream()
                .filter(step -> step.node().value().equals(node))
                .count();
    }

    private static void resolve(Scenario scenario, Step step, Random random) {
        var resolution =
                switch (random.nextInt(4)) {
                    case 0 -> new Resolution.Retry();
                    case 1 -> new Resolution.Happened(Map.of());
                    case 2 -> new Resolution.DidNotHappen();
                    default -> new Resolution.Skip(Map.of());
                };
        scenario.when(new Command.ResolveIncident(step.id(), resolution, Scenario.ANNA, "luck"));
    }

    /// Draws blocks within blocks: rows, choices, forks that join again.
    public static final class Artist {
        private final Random random;
        private final Drawing drawing = Drawing.workflow().start("s");
        private final Supplier<String> types;
        private boolean children;
        private int count;

        /// The workflow that is called, where one is.
        public static final String LIBRARY = "library";

        Artist(Random random) {
            this(random, () -> "effect");
        }

        /// @param types of the tasks, each time one is drawn
        public Artist(Random random, Supplier<String> types) {
            this.random = random;
            this.types = types;
        }

        /// With blocks that begin runs of their own, too.
        public Artist withChildren() {
            children = true;
            return this;
        }

        void draw() {
            draw(3);
        }

        /// @param depth how many blocks may stand within one another
        public Drawing draw(int depth) {
            var last = block("s", depth);
            return drawing.end("end").edge(last, "end");
        }

        private Urging urging() {
            return random.nextInt(3) > 0
                    ? Urging.NONE
                    : new Urging(
                            Optional.of("chat"),
                            luckily("PT20M"),
                            luckily("PT30M"),
                            luckily("PT1H"),
                            List.of("admin"));
        }

        private Optional<String> luckily(String duration) {
            return random.nextBoolean() ? Optional.of(duration) : Optional.empty();
        }

        private String name(String kind) {
            count++;
            return kind + count;
        }

        /// Draws a block after a node; answers the node it ends with.
        private String block(String from, int depth) {
            return switch (depth == 0 ? random.nextInt(4) : random.nextInt(12)) {
                case 0 -> after(from, task());
                case 1 -> {
                    var timer = name("timer");
                    drawing.timer(timer, "PT30M");
                    yield after(from, timer);
                }
                case 2 -> {
                    var message = name("message");
                    drawing.message(message, "m" + count, "k");
                    yield after(from, message);
                }
                case 3 -> {
                    var ask = name("ask");
                    drawing.urged(ask, random.nextBoolean() ? "PT2H" : null, urging());
                    yield after(from, ask);
                }
                case 4 -> forked(from, depth);
                case 5 -> chosen(from, depth);
                case 6 -> chosenAny(from, depth);
                case 7 -> raced(from, depth);
                case 8 -> scoped(from, depth);
                case 9 -> undone(from, depth);
                case 10 -> children ? begun(from, depth) : two(from, depth);
                default -> two(from, depth);
            };
        }

        private String two(String from, int depth) {
            return block(block(from, depth - 1), depth - 1);
        }

        private String after(String from, String to) {
            drawing.edge(from, to);
            return to;
        }

        /// A scope, perhaps a loop, perhaps with a handler in it, and with events on it that what
        /// is inside throws now and then.
        private String scoped(String from, int depth) {
            var scope = name("scope");
            var begin = name("begin");
            if (random.nextBoolean()) {
                drawing.loop(scope, random.nextBoolean() ? "1 == 1" : "1 == 2", 3);
            } else {
                drawing.scope(scope);
            }
            drawing.edge(from, scope).begin(begin);
            int mark = drawing.size();
            var last = block(begin, depth - 1);
            var end = name("end");
            switch (random.nextInt(4)) {
                case 0 -> drawing.failEnd(end, "gone.wrong", "As wished.");
                case 1 -> {
                    var tell = name("tell");
                    drawing.tell(tell, new Node.Thrown.Escalation("look"));
                    last = after(last, tell);
                    drawing.end(end, Map.of("found", 1L));
                }
                case 2 -> drawing.terminate(end);
                default -> drawing.end(end);
            }
            drawing.edge(last, end);
            if (random.nextInt(3) == 0) {
                handled(depth);
            }
            drawing.inAll(scope, mark, begin);
            if (random.nextBoolean()) {
                caught(scope);
            }
            return scope;
        }

        /// For each of a few items, or a call of the library.
        private String begun(String from, int depth) {
            if (random.nextInt(3) == 0) {
                var call = name("call");
                drawing.call(call, LIBRARY, Map.of("from", call)).edge(from, call);
                return call;
            }
            var each = name("each");
            var begin = name("begin");
            var onFailure = Node.OnFailure.values();
            drawing.forEach(
                            each,
                            "trigger.items",
                            1 + random.nextInt(3),
                            onFailure[random.nextInt(onFailure.length)])
                    .edge(from, each)
                    .begin(begin);
            int mark = drawing.size();
            var last = block(begin, depth - 1);
            var end = name("end");
            drawing.end(end, Map.of("seen", "=item")).edge(last, end).inAll(each, mark, begin);
            return each;
        }

        private void caught(String scope) {
            var event =
                    switch (random.nextInt(4)) {
                        case 0 -> new Node.BoundaryEvent.OnError(List.of());
                        case 1 -> new Node.BoundaryEvent.OnEscalation(List.of());
                        case 2 -> new Node.BoundaryEvent.OnMessage("stop", "k");
                        default -> new Node.BoundaryEvent.OnTimer("PT2H");
                    };
            var boundary = name("caught");
            var end = name("end");
            boolean error = event instanceof Node.BoundaryEvent.OnError;
            drawing.on(boundary, scope, event, error || random.nextBoolean())
                    .end(end)
                    .edge(boundary, end);
        }

        private void handled(int depth) {
            var event =
                    switch (random.nextInt(4)) {
                        case 0 -> new Node.BoundaryEvent.OnError(List.of());
                        case 1 -> new Node.BoundaryEvent.OnEscalation(List.of());
                        case 2 -> new Node.BoundaryEvent.OnSignal("all");
                        default -> new Node.BoundaryEvent.OnTimer("PT1H");
                    };
            var handler = name("handler");
            var begin = name("begin");
            boolean error = event instanceof Node.BoundaryEvent.OnError;
            drawing.handler(handler, event, error || random.nextBoolean()).begin(begin);
            int mark = drawing.size();
            var last = block(begin, depth - 1);
            var end = name("end");
            drawing.end(end).edge(last, end).inAll(handler, mark, begin);
        }

        /// Something is done, then undone.
        private String undone(String from, int depth) {
            var last = block(from, depth - 1);
            var undo = name("undo");
            drawing.compensate(undo, null);
            return after(last, undo);
        }

        private String task() {
            var task = name("task");
            drawing.task(task, types.get());
            if (random.nextInt(6) == 0) {
                var event = name("undo");
                var good = name("good");
                drawing.on(event, task, new Node.BoundaryEvent.OnCompensation(), true)
                        .task(good, types.get())
                        .edge(event, good);
            }
            if (random.nextInt(3) == 0) {
                var boundary = name("late");
                var end = name("end");
                drawing.onTimer(boundary, task, "PT3H", random.nextBoolean())
                        .end(end)
                        .edge(boundary, end);
            }
            return task;
        }

        private String forked(String from, int depth) {
            var fork = name("fork");
            var join = name("join");
            drawing.fork(fork).join(join).edge(from, fork);
            for (int i = 0; i < 2 + random.nextInt(2); i++) {
                drawing.edge(block(fork, depth - 1), join);
            }
            return join;
        }

        /// Several conditions, some of which hold; an end that stops everything is among the ways
        /// now and then.
        private String chosenAny(String from, int depth) {
            var choice = name("any");
            var join = name("meet");
            drawing.anyChoice(choice).joinActive(join).edge(from, choice);
            for (int i = 0; i < 2 + random.nextInt(2); i++) {
                var first = task();
                drawing.when(choice, random.nextBoolean() ? "1 == 1" : "1 == 2", first);
                drawing.edge(block(first, depth - 1), join);
            }
            var other = task();
            drawing.otherwise(choice, other).edge(other, join);
            return join;
        }

        private String raced(String from, int depth) {
            var race = name("race");
            var meet = name("meet");
            var timer = name("timer");
            var message = name("message");
            drawing.race(race).edge(from, race).joinActive(meet);
            drawing.timer(timer, "PT1H").edge(race, timer);
            drawing.message(message, "m" + count, "k").edge(race, message);
            drawing.edge(block(timer, depth - 1), meet);
            if (random.nextInt(4) == 0) {
                var end = name("end");
                if (random.nextBoolean()) {
                    drawing.terminate(end);
                } else {
                    drawing.failEnd(end, "gone.wrong", "As wished.");
                }
                drawing.edge(message, end);
            } else {
                drawing.edge(message, meet);
            }
            return meet;
        }

        private String chosen(String from, int depth) {
            var choice = name("choice");
            drawing.choice(choice).edge(from, choice);
            var first = task();
            var second = task();
            var meet = task();
            drawing.when(choice, random.nextBoolean() ? "1 == 1" : "1 == 2", first)
                    .otherwise(choice, second);
            drawing.edge(block(first, depth - 1), meet).edge(second, meet);
            return meet;
        }
    }
}
