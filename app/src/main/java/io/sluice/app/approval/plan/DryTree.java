package io.sluice.app.approval.plan;

import io.sluice.db.consent.ApprovalPlans;
import io.sluice.db.query.EffectItem;
import io.sluice.db.run.RunHistory;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.WorkflowRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads a plan off a dry run and the runs that it has begun.
@Component
class DryTree {
    private static final String UNKNOWABLE = "A dry run cannot know";
    private static final String WAITS = "A live run would wait here";
    private static final int JOURNAL_PAGE = 500;
    private static final int MOST_STEPS = 5_000;
    private static final int MOST_RUNS = 2_000;

    private final RunStore runs;
    private final RunHistory history;
    private final ApprovalPlans plans;
    private final WorkflowVersions versions;
    private final Catalogue catalogue;

    DryTree(
            RunStore runs,
            RunHistory history,
            ApprovalPlans plans,
            WorkflowVersions versions,
            Catalogue catalogue) {
        this.runs = runs;
        this.history = history;
        this.plans = plans;
        this.versions = versions;
        this.catalogue = catalogue;
    }

    /// A run of the tree.
    ///
    /// @param prefix the nodes of the runs that it is part of
    private record Level(
            RunState state,
            Workflow workflow,
            String prefix,
            Optional<Level> parent,
            List<EffectItem> effects) {
        String path(String node) {
            return prefix + node;
        }

        WorkflowRef ref() {
            return state.workflow();
        }
    }

    /// @param approval what the dry run began at
    ReleasePlan read(RunId top, NodeId approval) {
        var levels = new ArrayList<Level>();
        add(levels, top, "", Optional.empty());
        var unknown = new HashMap<WorkflowRef, Set<NodeId>>();
        unknown.computeIfAbsent(levels.getFirst().ref(), _ -> new HashSet<>()).add(approval);
        for (var level : levels) {
            var roots = unknown.computeIfAbsent(level.ref(), _ -> new HashSet<>());
            level.effects().forEach(effect -> roots.add(new NodeId(effect.node())));
        }
        var dependent = new HashMap<WorkflowRef, Set<NodeId>>();
        for (var level : levels) {
            dependent.computeIfAbsent(
                    level.ref(),
                    ref ->
                            new Dependence(level.workflow(), catalogue)
                                    .on(unknown.getOrDefault(ref, Set.of())));
        }
        var steps = new LinkedHashMap<String, ReleasePlan.Planned>();
        var later = new TreeSet<String>();
        var notes = new LinkedHashSet<String>();
        for (var level : levels) {
            for (var effect : level.effects()) {
                var planned = planned(level, effect, dependent);
                steps.putIfAbsent(planned.path() + " " + planned.print(), planned);
            }
            stuck(level, notes).forEach(end -> later.addAll(after(level, end, true)));
            ends(level).forEach(end -> later.addAll(after(level, end, false)));
        }
        if (steps.size() > MOST_STEPS || levels.size() > MOST_RUNS) {
            return ReleasePlan.unforeseen(
                    "More than " + MOST_STEPS + " changes would follow; they cannot be shown.");
        }
        return new ReleasePlan(
                true, String.join(" ", notes), List.copyOf(steps.values()), List.copyOf(later));
    }

    private void add(List<Level> levels, RunId id, String prefix, Optional<Level> parent) {
        var stored = runs.load(List.of(id)).get(id);
        if (stored == null || levels.size() > MOST_RUNS) {
            return;
        }
        var state = stored.state();
        var level =
                new Level(
                        state,
                        versions.find(state.workflow()).orElseThrow(),
                        prefix,
                        parent,
                        history.effects(id));
        levels.add(level);
        for (var child : plans.children(id)) {
            var at =
                    Optional.ofNullable(runs.load(List.of(child)).get(child))
                            .flatMap(one -> one.state().child())
                            .map(Child::node);
            at.ifPresent(
                    node -> add(levels, child, prefix + node.value() + "/", Optional.of(level)));
        }
    }

    private static ReleasePlan.Planned planned(
            Level level, EffectItem effect, Map<WorkflowRef, Set<NodeId>> dependent) {
        boolean exact = exact(level, new NodeId(effect.node()), dependent);
        return new ReleasePlan.Planned(
                level.path(effect.node()),
                exact,
                exact
                        ? ChangePrint.whole(effect.changes(), level.state(), effect.key())
                        : ChangePrint.kind(effect.changes()),
                effect.changes());
    }

    /// Known to the last value: neither it nor what its run was begun by goes by another's output.
    private static boolean exact(
            Level level, NodeId node, Map<WorkflowRef, Set<NodeId>> dependent) {
        if (dependent.getOrDefault(level.ref(), Set.of()).contains(node)) {
            return false;
        }
        return level.parent().isEmpty()
                || level.state()
                        .child()
                        .map(child -> exact(level.parent().get(), child.node(), dependent))
                        .orElse(true);
    }

    /// What could not even be planned.
    private static Set<NodeId> stuck(Level level, Set<String> notes) {
        var ends = new LinkedHashSet<NodeId>();
        for (var step : level.state().steps().values()) {
            if (step.doing() instanceof Doing.Stuck stuck) {
                ends.add(step.node());
                notes.add(
                        "'"
                                + step.node()
                                + "' cannot be foretold: "
                                + stuck.incident().failure().message());
            }
        }
        return ends;
    }

    /// Where a path ended because nobody can know how it goes on.
    private Set<NodeId> ends(Level level) {
        var ends = new LinkedHashSet<NodeId>();
        long seen = 0;
        while (true) {
            var page = history.journal(level.state().id(), seen, JOURNAL_PAGE);
            for (var entry : page.items()) {
                entry.events().forEach(event -> end(event).ifPresent(ends::add));
                seen = entry.version();
            }
            if (page.next().isEmpty()) {
                return ends;
            }
        }
    }

    private static Optional<NodeId> end(Event event) {
        return switch (event) {
            case Event.StepEnded(var _, NodeId node, String why) when why.startsWith(UNKNOWABLE) ->
                    Optional.of(node);
            case Event.PathEnded(NodeId node, String note) when note.startsWith(WAITS) ->
                    Optional.of(node);
            default -> Optional.empty();
        };
    }

    private Set<String> after(Level level, NodeId end, boolean withIt) {
        var graph = new Graph(level.workflow());
        var after = new TreeSet<String>();
        for (var id : graph.reachable(end)) {
            name(graph.find(id).orElse(null), withIt || !id.equals(end))
                    .map(level::path)
                    .ifPresent(after::add);
        }
        return after;
    }

    /// @param itself whether the node's own change is meant too
    private Optional<String> name(@Nullable Node node, boolean itself) {
        return switch (node) {
            case Node.Task task when itself && changes(task) -> Optional.of(task.id().value());
            case Node.ForEach each -> Optional.of(each.id().value() + "/");
            case Node.Call call -> Optional.of(call.id().value() + "/");
            case null, default -> Optional.empty();
        };
    }

    private boolean changes(Node.Task task) {
        return catalogue
                .nodeType(task.type())
                .filter(entry -> entry.type() instanceof EffectNode)
                .isPresent();
    }
}
