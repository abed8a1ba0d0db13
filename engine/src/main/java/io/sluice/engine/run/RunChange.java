package io.sluice.engine.run;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.RunState.Spot;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.Step.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A run being changed by events: the one place that says what each event does to it. Collections
/// are copied when first touched, so that a decision of many events costs one copy.
public final class RunChange {
    private final RunState before;
    private String project;
    private WorkflowRef workflow;
    private Mode mode;
    private RunStatus status;
    private NodeId start;
    private Map<String, @Nullable Object> trigger;
    private Map<String, @Nullable Object> vars;
    private final Map<NodeId, Map<String, @Nullable Object>> outputs;
    private final TreeMap<StepId, Step> steps;
    private final Map<Spot, Map<NodeId, Integer>> arrivals;
    private final Map<NodeId, Integer> visits;
    private List<RunState.Undoable> undoable;
    private boolean undoing;
    private int lastStep;
    private int eventCount;
    private Actor startedBy;
    private Instant startedAt;
    private Optional<Instant> endedAt;
    private Optional<Trial> trial;
    private Optional<Failure> failure;
    private Map<String, @Nullable Object> result;
    private Optional<Child> child;
    private int chain;

    public RunChange(RunState state) {
        before = state;
        project = state.project();
        workflow = state.workflow();
        mode = state.mode();
        status = state.status();
        start = state.start();
        trigger = state.trigger();
        vars = state.vars();
        outputs = new LinkedHashMap<>(state.outputs());
        steps = new TreeMap<>(state.steps());
        arrivals = new HashMap<>(state.arrivals());
        visits = new HashMap<>(state.visits());
        undoable = state.undoable();
        undoing = state.undoing();
        lastStep = state.lastStep();
        eventCount = state.eventCount();
        startedBy = state.startedBy();
        startedAt = state.startedAt();
        endedAt = state.endedAt();
        trial = state.trial();
        failure = state.failure();
        result = state.result();
        child = state.child();
        chain = state.chain();
    }

    /// The run as it stands now.
    public RunState state() {
        return new RunState(
                before.id(),
                project,
                workflow,
                mode,
                status,
                start,
                trigger,
                vars,
                new LinkedHashMap<>(outputs),
                new TreeMap<>(steps),
                new HashMap<>(arrivals),
                new HashMap<>(visits),
                undoable,
                undoing,
                lastStep,
                eventCount,
                startedBy,
                startedAt,
                endedAt,
                trial,
                failure,
                result,
                child,
                chain,
                before.outer());
    }

    public RunId id() {
        return before.id();
    }

    public RunStatus status() {
        return status;
    }

    public Mode mode() {
        return mode;
    }

    public WorkflowRef workflow() {
        return workflow;
    }

    public Map<String, @Nullable Object> trigger() {
        return trigger;
    }

    public Map<String, @Nullable Object> vars() {
        return vars;
    }

    public Map<NodeId, Map<String, @Nullable Object>> outputs() {
        return Collections.unmodifiableMap(outputs);
    }

    public SortedMap<StepId, Step> steps() {
        return Collections.unmodifiableSortedMap(steps);
    }

    public Optional<Step> findStep(StepId step) {
        return Optional.ofNullable(steps.get(step));
    }

    public Map<Spot, Map<NodeId, Integer>> arrivals() {
        return Collections.unmodifiableMap(arrivals);
    }

    public int visits(NodeId node) {
        return visits.getOrDefault(node, 0);
    }

    public List<RunState.Undoable> undoable() {
        return undoable;
    }

    public boolean undoing() {
        return undoing;
    }

    public int eventCount() {
        return eventCount;
    }

    public StepId nextStep() {
        return new StepId(lastStep + 1);
    }

    public Optional<Trial> trial() {
        return trial;
    }

    /// Why the run has failed, if an end has said so.
    public Optional<Failure> failure() {
        return failure;
    }

    /// What its ends have given back.
    public Map<String, @Nullable Object> result() {
        return result;
    }

    /// When another run began it: what it knows of that.
    public Optional<Child> child() {
        return child;
    }

    /// What it sees of the run around it.
    public Optional<Outer> outer() {
        return before.outer();
    }

    /// The area whose inside this run is; empty when it is a workflow of its own.
    public Optional<NodeId> top() {
        return child.filter(Child::part).map(Child::node);
    }

    public Actor startedBy() {
        return startedBy;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /// The one exhaustive switch.
    public void apply(Event event) {
        eventCount++;
        switch (event) {
            case Event.RunStarted e -> start(e);
            case Event.EdgeTaken _,
                    Event.EffectPlanned _,
                    Event.OutcomeGiven _,
                    Event.MessageReceived _,
                    Event.ApprovalRequested _,
                    Event.ApprovalDecided _,
                    Event.MessageThrown _,
                    Event.ItemsListed _,
                    Event.Escalated _,
                    Event.VerdictGiven _,
                    Event.PathEnded _ -> {}
            case Event.ApprovalReminded e ->
                    decide(e.step(), asked -> StepChange.reminded(asked, e));
            case Event.ApprovalEscalated e -> decide(e.step(), StepChange::escalated);
            case Event.NodePassed e -> visit(e.node());
            case Event.StepEntered e -> enter(e.step());
            case Event.TokenArrived e -> arrive(new Spot(e.join(), e.within()), e.edge(), 1);
            case Event.JoinPassed e -> passJoin(new Spot(e.join(), e.within()));
            case Event.RoundBegun e -> doing(e.step(), _ -> new Doing.Inside(e.round(), Map.of()));
            case Event.ResultGiven e -> give(e);
            case Event.RedressPromised e -> promise(e);
            case Event.EffectDeclared e -> work(e.step(), work -> StepChange.declared(work, e));
            case Event.EffectApplied e -> applied(e);
            case Event.EffectReleased e ->
                    work(e.step(), work -> work.at(Phase.EXECUTE, e.notBefore()));
            case Event.EffectDoubted e ->
                    work(e.step(), work -> work.at(Phase.RECONCILE, e.notBefore()));
            case Event.StepAwaiting e -> work(e.step(), work -> StepChange.awaiting(work, e));
            case Event.AttemptFailed e -> step(e.step(), step -> StepChange.failed(step, e));
            case Event.StepDeferred e -> work(e.step(), work -> StepChange.deferred(work, e));
            case Event.StepCompleted e -> leave(e.step(), e.node(), e.output());
            case Event.StepEnded e -> drop(e.step());
            case Event.StepAbandoned e -> step(e.step(), Step::abandon);
            case Event.BoundaryFired e -> boundary(e);
            case Event.VariablesSet e -> set(e.variables());
            case Event.IncidentRaised e -> step(e.step(), step -> StepChange.stuck(step, e));
            case Event.IncidentResolved e -> step(e.step(), step -> StepChange.resumed(step, e));
            case Event.CancelRequested e -> {
                status = RunStatus.CANCELING;
                endedAt = Optional.empty();
                undoing = e.undo();
            }
            case Event.PathsStopped e -> {
                arrivals.keySet().removeIf(spot -> spot.within().equals(e.within()));
                if (e.failure().isPresent()) {
                    failure = e.failure();
                }
            }
            case Event.RunFailed e -> end(RunStatus.FAILED, e.at());
            case Event.RunCompleted e -> end(RunStatus.COMPLETED, e.at());
            case Event.RunCanceled e -> end(RunStatus.CANCELED, e.at());
        }
    }

    private void start(Event.RunStarted e) {
        project = e.project();
        workflow = e.workflow();
        mode = e.mode();
        status = RunStatus.RUNNING;
        start = e.start();
        trigger = e.trigger();
        vars = e.variables();
        startedBy = e.by();
        startedAt = e.at();
        trial = e.trial();
        child = e.child();
        chain = e.chain();
    }

    private void visit(NodeId node) {
        visits.merge(node, 1, Integer::sum);
    }

    private void enter(Step step) {
        steps.put(step.id(), step);
        lastStep = Math.max(lastStep, step.id().value());
        if (step.undoes().isEmpty()) {
            visit(step.node());
        }
    }

    /// The step is gone, and what waited in the area it was a visit to.
    private @Nullable Step drop(StepId id) {
        var step = steps.remove(id);
        if (step != null && step.doing() instanceof Doing.Inside) {
            arrivals.keySet().removeIf(spot -> spot.within().filter(id::equals).isPresent());
        }
        return step;
    }

    private void arrive(Spot join, NodeId edge, int tokens) {
        var byEdge = new TreeMap<>(arrivals.getOrDefault(join, Map.of()));
        byEdge.merge(edge, tokens, Integer::sum);
        byEdge.values().removeIf(count -> count == 0);
        arrivals.put(join, byEdge);
    }

    private void passJoin(Spot join) {
        for (var edge : List.copyOf(arrivals.getOrDefault(join, Map.of()).keySet())) {
            arrive(join, edge, -1);
        }
        if (arrivals.getOrDefault(join, Map.of()).isEmpty()) {
            arrivals.remove(join);
        }
        visit(join.join());
    }

    private void give(Event.ResultGiven e) {
        if (e.within().isEmpty()) {
            result = joined(result, e.result());
            return;
        }
        doing(
                e.within().get(),
                doing ->
                        doing instanceof Doing.Inside(int round, var so)
                                ? new Doing.Inside(round, joined(so, e.result()))
                                : doing);
    }

    private static Map<String, @Nullable Object> joined(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> more) {
        var all = new LinkedHashMap<>(before);
        all.putAll(more);
        return all;
    }

    /// The author's way of making it good comes before the node type's.
    private void promise(Event.RedressPromised e) {
        var rest = new ArrayList<>(undoable);
        rest.removeIf(one -> one.key().equals(e.key()));
        rest.add(new RunState.Undoable(e.node(), e.key(), Optional.of(e.by())));
        undoable = rest;
    }

    private void applied(Event.EffectApplied e) {
        var step = steps.get(e.step());
        if (step == null) {
            return;
        }
        work(step.id(), work -> follow(step, work, e));
    }

    private Doing.Work follow(Step step, Doing.Work work, Event.EffectApplied e) {
        boolean redress = step.redresses().isPresent();
        if (!redress && work.effect().filter(Doing.Declared::undoable).isPresent()) {
            var longer = new ArrayList<>(undoable);
            longer.add(new RunState.Undoable(step.node(), e.key()));
            undoable = longer;
        }
        return StepChange.applied(work, e);
    }

    private void leave(StepId id, NodeId node, Map<String, @Nullable Object> output) {
        var step = drop(id);
        if (step == null) {
            return;
        }
        if (step.redresses().isPresent()) {
            redressed(step, step.redresses().get());
        }
        if (step.undoes().isEmpty() && !step.abandoned()) {
            outputs.put(node, output);
        }
    }

    private void redressed(Step step, EffectKey key) {
        undoable = undoable.stream().filter(done -> !done.key().equals(key)).toList();
        var asker =
                switch (step.ties().role()) {
                    case Step.Role.Undo undo -> undo.asker();
                    case Step.Role.MakeGood good -> good.asker();
                    case Step.Role.Path _, Step.Role.Guard _ -> Optional.<StepId>empty();
                };
        asker.ifPresent(by ->
                doing(
                        by,
                        doing ->
                                doing instanceof Doing.Compensate(int undone)
                                        ? new Doing.Compensate(undone + 1)
                                        : doing));
    }

    private void boundary(Event.BoundaryFired e) {
        outputs.put(e.boundary(), e.output());
        step(e.step(), step -> step.withoutTimer(e.boundary()));
    }

    private void set(Map<String, @Nullable Object> changes) {
        vars = joined(vars, changes);
    }

    private void step(StepId id, UnaryOperator<Step> next) {
        steps.computeIfPresent(id, (_, step) -> next.apply(step));
    }

    private void doing(StepId id, UnaryOperator<Doing> next) {
        step(id, step -> step.doing(next.apply(step.doing())));
    }

    private void decide(StepId id, UnaryOperator<Doing.Decide> next) {
        doing(id, doing -> doing instanceof Doing.Decide asked ? next.apply(asked) : doing);
    }

    private void work(StepId id, UnaryOperator<Doing.Work> next) {
        doing(id, doing -> doing instanceof Doing.Work work ? next.apply(work) : doing);
    }

    private void end(RunStatus how, Instant at) {
        status = how;
        endedAt = Optional.of(at);
        steps.clear();
        arrivals.clear();
    }
}
