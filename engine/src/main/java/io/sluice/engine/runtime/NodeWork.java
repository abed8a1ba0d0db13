package io.sluice.engine.runtime;

import io.sluice.engine.decide.Scope;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.expression.Rendering;
import io.sluice.engine.node.AwaitNode;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.Progress;
import io.sluice.engine.node.ReadNode;
import io.sluice.engine.node.SetsVariables;
import io.sluice.engine.port.Quotas;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.value.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what a due step asks for by calling its node type, and says what came of it as commands.
/// Knows the phases of work, but no rule of the workflow.
final class NodeWork {
    private static final Logger log = LoggerFactory.getLogger(NodeWork.class);
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private final EnginePorts ports;
    private final EngineOptions options;
    private final Rendering rendering;
    private final EffectWork effects;
    private final PauseWatch pauses;

    NodeWork(EnginePorts ports, EngineOptions options) {
        this(ports, options, new PauseWatch(ports.restraints().pauses(), System::nanoTime));
    }

    NodeWork(EnginePorts ports, EngineOptions options, PauseWatch pauses) {
        this.ports = ports;
        this.options = options;
        this.pauses = pauses;
        rendering = new Rendering(ports.expressions());
        effects = new EffectWork(ports, options);
    }

    /// One call: everything it needs to know.
    ///
    /// @param declare stores an intent durably; false when the run is no longer ours
    record Call(
            Graph graph,
            RunState state,
            Step step,
            Doing.Work work,
            CallContext context,
            java.util.function.Predicate<Command> declare) {}

    /// The connection a step uses, for its gate; empty when it uses none or cannot be rendered.
    Optional<String> connection(Graph graph, RunState state, Step step) {
        var configured = configOf(graph.node(step.node())).get("connection");
        if (!(configured instanceof String text)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(rendering.render(text, Scope.of(state)))
                    .map(name -> state.project() + "/" + name);
        } catch (ExpressionFailure _) {
            return Optional.empty();
        }
    }

    /// The group of runs in which this one waits for a place; one whose key cannot be told waits
    /// with the others of that kind.
    String group(Quotas.Quota quota, RunState state) {
        try {
            return String.valueOf(rendering.render(quota.key(), Scope.of(state)));
        } catch (ExpressionFailure failure) {
            log.warn(
                    "The key of the limit of workflow {} cannot be told for run {}; it waits with"
                            + " all others of which that is so: {}",
                    state.workflow().id(),
                    state.id(),
                    failure.getMessage());
            return "";
        }
    }

    CallContext context(Graph graph, RunState state, Step step, Lease lease) {
        return new CallContext(
                ports,
                options,
                state,
                step,
                EffectWork.key(state, step),
                graph.workflow().name(),
                lease,
                pauses);
    }

    List<Command> carryOut(Call call) {
        var id = call.step().id();
        try {
            return dispatch(call);
        } catch (NodeFailure failure) {
            return List.of(new Command.FailStep(id, failure(call, failure)));
        } catch (ExpressionFailure failure) {
            return List.of(fail(call, "expression.failed", failure.getMessage()));
        } catch (BadConfiguration failure) {
            return List.of(fail(call, "config.invalid", failure.getMessage()));
        } catch (RuntimeException | StackOverflowError bug) {
            log.error(
                    "Step {} of run {} failed with a defect; it is parked for a person",
                    id,
                    call.state().id(),
                    bug);
            return List.of(
                    new Command.FailStep(
                            id,
                            new Failure(
                                    "engine.defect",
                                    call.context().redact("The node failed unexpectedly: " + bug),
                                    "INTERNAL",
                                    false,
                                    call.work().phase() == Step.Phase.EXECUTE,
                                    Optional.empty())));
        }
    }

    private List<Command> dispatch(Call call) throws NodeFailure, ExpressionFailure {
        var node = call.graph().node(call.step().node());
        if (call.step().undoes().isPresent()) {
            return effects.undo(call, effectType(node));
        }
        if (node instanceof Node.Wait(var _, var _, WaitFor.Condition condition)) {
            return poll(call, condition);
        }
        if (!(node instanceof Node.Task task)) {
            throw new IllegalStateException("Node '" + node.id() + "' does no work");
        }
        return run(call, task, type(task.type()));
    }

    private <C extends Record, O extends Record> List<Command> run(
            Call call, Node.Task task, NodeType<C, O> type) throws NodeFailure, ExpressionFailure {
        return switch (type) {
            case ReadNode<C, O> read ->
                    List.of(
                            complete(
                                    call,
                                    read.read(config(call, task.config(), read), call.context())));
            case AwaitNode<C, O> await -> await(call, task, await);
            case EffectNode<C, ?, O> effect ->
                    effects.carryOut(call, task, effect, () -> config(call, task.config(), effect));
        };
    }

    private <C extends Record, O extends Record> List<Command> await(
            Call call, Node.Task task, AwaitNode<C, O> await)
            throws NodeFailure, ExpressionFailure {
        var config = config(call, task.config(), await);
        if (call.context().dryRun()) {
            return List.of(
                    new Command.PlanEffect(
                            call.step().id(),
                            List.of(),
                            Map.of(),
                            await.preview(config).map(ports.records()::write)));
        }
        return List.of(progress(call, await.check(config, call.context())));
    }

    private <O extends Record> Command progress(Call call, Progress<O> progress) {
        return switch (progress) {
            case Progress.Done<O>(O output) -> complete(call, output);
            case Progress.Pending<O>(Duration next, Optional<String> wakeOn, String note) ->
                    awaitStep(call, next, wakeOn, note);
        };
    }

    Command.AwaitStep awaitStep(Call call, Duration next, Optional<String> wakeOn, String note) {
        var wait = next.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : next;
        return new Command.AwaitStep(
                call.step().id(), now().plus(wait), wakeOn, call.context().redact(note));
    }

    /// A wait that looks until a condition over `output` holds.
    private List<Command> poll(Call call, WaitFor.Condition wait)
            throws NodeFailure, ExpressionFailure {
        if (!(type(wait.type()) instanceof ReadNode<?, ?> read)) {
            throw new BadConfiguration(
                    "Expected '" + wait.type() + "' to be a node type that only reads.");
        }
        var output = look(call, wait, read);
        var scope = new LinkedHashMap<>(Scope.of(call.state()));
        scope.put("output", output);
        var holds = ports.expressions().evaluate(wait.condition(), scope);
        if (Boolean.TRUE.equals(holds) || call.context().dryRun()) {
            return List.of(new Command.CompleteStep(call.step().id(), output, Map.of()));
        }
        return List.of(
                awaitStep(call, wait.every(), Optional.empty(), "Waits for: " + wait.condition()));
    }

    private <C extends Record, O extends Record> Map<String, @Nullable Object> look(
            Call call, WaitFor.Condition wait, ReadNode<C, O> read)
            throws NodeFailure, ExpressionFailure {
        return ports.records().write(read.read(config(call, wait.config(), read), call.context()));
    }

    Command complete(Call call, Record output) {
        return new Command.CompleteStep(
                call.step().id(),
                ports.records().write(output),
                output instanceof SetsVariables sets
                        ? Values.normaliseMap(sets.variables())
                        : Map.of());
    }

    private <C extends Record> C config(
            Call call, Map<String, @Nullable Object> config, NodeType<C, ?> type)
            throws ExpressionFailure {
        var rendered = rendering.render(config, Scope.of(call.state()));
        try {
            return ports.records().read(rendered, type.configType());
        } catch (IllegalArgumentException e) {
            throw new BadConfiguration(
                    "The configuration of '"
                            + call.step().node()
                            + "' does not fit: "
                            + e.getMessage());
        }
    }

    private NodeType<?, ?> type(String id) {
        return ports.catalogue()
                .nodeType(id)
                .orElseThrow(() ->
                        new BadConfiguration(
                                "Expected node type '"
                                        + id
                                        + "' to be installed, it is not; install its plug-in"
                                        + " and retry."))
                .type();
    }

    private EffectNode<?, ?, ?> effectType(Node node) {
        if (node instanceof Node.Task task && type(task.type()) instanceof EffectNode<?, ?, ?> e) {
            return e;
        }
        throw new BadConfiguration("Expected '" + node.id() + "' to be a task with an effect.");
    }

    private static Map<String, @Nullable Object> configOf(Node node) {
        return switch (node) {
            case Node.Task task -> task.config();
            case Node.Wait(var _, var _, WaitFor.Condition condition) -> condition.config();
            case Node.Wait _,
                    Node.Start _,
                    Node.Begin _,
                    Node.Gateway _,
                    Node.Approval _,
                    Node.Throw _,
                    Node.Call _,
                    Node.Compensate _,
                    Node.Area _,
                    Node.Boundary _,
                    Node.End _ ->
                    Map.of();
        };
    }

    private Instant now() {
        return ports.clock().instant();
    }

    private static Command fail(Call call, String code, String message) {
        return new Command.FailStep(
                call.step().id(), Failure.permanent(code, "USER", call.context().redact(message)));
    }

    static Failure failure(Call call, NodeFailure failure) {
        return new Failure(
                failure.code(),
                call.context().redact(failure.getMessage()),
                failure.fault().name(),
                failure.retryable(),
                failure.outcome() != NodeFailure.Outcome.NOT_APPLIED,
                failure.retryAfter());
    }

    /// A configuration that cannot work; the message says why.
    static final class BadConfiguration extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadConfiguration(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            var message = super.getMessage();
            return message == null ? "" : message;
        }
    }

    /// Makes a configuration when it is needed.
    interface Configuration<C> {
        C render() throws ExpressionFailure;
    }
}
