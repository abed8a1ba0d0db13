package io.sluice.engine.runtime;

import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.port.RunCommit.Fence;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Trial;
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

/// Begins the runs of one step. The same child has the same id whoever begins it: one that is there
/// already refuses, and that is well. The store begins none for a process that has lost the parent.
final class Offspring {
    private static final Logger log = LoggerFactory.getLogger(Offspring.class);

    private final Workshop shop;
    private final RunState parent;
    private final Step step;
    private final Graph graph;
    private final EffectKey group;
    private final Optional<Node.ForEach> each;

    Offspring(Workshop shop, RunState parent, Step step, Graph graph, EffectKey group) {
        this.shop = shop;
        this.parent = parent;
        this.step = step;
        this.graph = graph;
        this.group = group;
        each =
                graph.node(step.node()) instanceof Node.ForEach node
                        ? Optional.of(node)
                        : Optional.empty();
    }

    /// For the items from an index on, at most so many.
    List<Command.StartRun> from(int index, int most, @Nullable Object input) {
        var items =
                each.isPresent()
                        ? shop.ports().runs().children().items(group, index, most)
                        : Collections.singletonList((Object) null);
        var starts = new ArrayList<Command.StartRun>(items.size());
        for (var item : items) {
            starts.add(one(index + starts.size(), 1, item, input));
        }
        return starts;
    }

    /// For one item.
    List<Command.StartRun> of(int index, int attempt, @Nullable Object input) {
        return each.isPresent()
                ? shop.ports().runs().children().items(group, index, 1).stream()
                        .map(item -> one(index, attempt, item, input))
                        .toList()
                : List.of(one(index, attempt, null, input));
    }

    private Command.StartRun one(
            int index, int attempt, @Nullable Object item, @Nullable Object input) {
        var id = group.child(index, attempt);
        int depth = parent.child().map(Child::depth).orElse(0) + 1;
        var child =
                new Child(
                        parent.id(),
                        step.node(),
                        group,
                        index,
                        attempt,
                        item,
                        each.isPresent(),
                        depth);
        return each.isPresent() ? partOf(id, child) : callOf(id, child, input);
    }

    private Command.StartRun partOf(RunId id, Child child) {
        return new Command.StartRun(
                        id,
                        parent.project(),
                        parent.workflow(),
                        step.node(),
                        Map.of(),
                        Map.of(),
                        parent.mode(),
                        parent.startedBy())
                .trying(
                        parent.trial()
                                .map(trial ->
                                        new Trial(
                                                trial.pins(), Optional.empty(), Optional.empty())))
                .asChild(child)
                .inChain(parent.chain());
    }

    private Command.StartRun callOf(RunId id, Child child, @Nullable Object input) {
        var called = Called.find(shop, parent, graph, step.node());
        var variables = new LinkedHashMap<String, @Nullable Object>();
        called.graph()
                .workflow()
                .variables()
                .forEach(variable -> variables.put(variable.name(), variable.value()));
        var trigger = new LinkedHashMap<String, @Nullable Object>();
        var given = input == null ? Map.of() : input;
        called.requireFit(shop, step.node(), given);
        trigger.put("input", given);
        return new Command.StartRun(
                        id,
                        parent.project(),
                        called.ref(),
                        called.start().id(),
                        trigger,
                        variables,
                        parent.mode(),
                        parent.startedBy())
                .asChild(child)
                .inChain(parent.chain());
    }

    /// Begins them side by side and waits until each is stored. One that cannot be begun now is
    /// missing at the next look.
    void begin(List<Command.StartRun> starts, Fence fence) {
        var begun =
                starts.stream()
                        .map(one ->
                                CompletableFuture.runAsync(() -> begin(one, fence), shop.threads()))
                        .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(begun).join();
    }

    private void begin(Command.StartRun start, Fence fence) {
        try {
            shop.runs().get().begin(start, Ask.child(start, fence));
        } catch (RuntimeException unavailable) {
            log.debug("Run {} could not be begun; it is tried again", start.run(), unavailable);
        }
    }
}
