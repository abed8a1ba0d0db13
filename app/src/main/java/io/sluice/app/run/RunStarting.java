package io.sluice.app.run;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.app.workflow.FourEyesRule;
import io.sluice.app.workflow.UseCheck;
import io.sluice.db.authored.WorkflowDraft;
import io.sluice.db.authored.Workflows;
import io.sluice.db.run.RunHistory;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Trial;
import io.sluice.engine.run.WorkflowRef;
import io.sluice.engine.runtime.Outcome;
import io.sluice.engine.runtime.RunService;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Begins runs that a person or program asks for.
@Component
class RunStarting {
    private static final int LONGEST_KEY = 300;

    private final Workflows workflows;
    private final WorkflowVersions versions;
    private final RunStore runs;
    private final RunHistory history;
    private final RunService engine;
    private final RunInputs inputs;
    private final FourEyesRule fourEyes;
    private final UseCheck uses;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;

    RunStarting(
            Workflows workflows,
            WorkflowVersions versions,
            RunStore runs,
            RunHistory history,
            RunService engine,
            RunInputs inputs,
            FourEyesRule fourEyes,
            UseCheck uses,
            Authorization authorization,
            Audits audits,
            InstantSource clock) {
        this.workflows = workflows;
        this.versions = versions;
        this.runs = runs;
        this.history = history;
        this.engine = engine;
        this.inputs = inputs;
        this.fourEyes = fourEyes;
        this.uses = uses;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
    }

    /// What is asked for.
    ///
    /// @param start the start node; the first one when empty
    /// @param draft begin with the draft as it stands rather than the published version
    /// @param trial only for a draft
    record Wish(
            Map<String, @Nullable Object> input,
            Map<String, @Nullable Object> variables,
            boolean dryRun,
            Optional<String> start,
            boolean draft,
            Optional<TrialRequest> trial) {}

    record Started(RunId run, boolean duplicate) {}

    /// @param key the same key never begins a second run of the workflow
    Started start(Caller caller, String workflow, Wish wish, Optional<String> key) {
        authorization.require(caller, Action.START_RUN, Thing.workflow(workflow));
        mayTry(caller, workflow, wish);
        key.filter(text -> text.isBlank() || text.length() > LONGEST_KEY)
                .ifPresent(_ -> {
                    throw ApiProblem.badInput(
                            "Expected an Idempotency-Key of 1 to " + LONGEST_KEY + " characters.");
                });
        var draft =
                workflows
                        .find(caller.project(), workflow)
                        .orElseThrow(() -> ApiProblem.notFound("workflow", workflow));
        var ref = wish.draft() ? keptDraft(caller, workflow) : published(draft);
        var document = document(ref);
        if (wish.draft()) {
            mayUse(caller, ref, document);
        }
        if (wish.draft() && !wish.dryRun()) {
            fourEyes.require(caller, Action.START_RUN, draft, document);
        }
        var start = startNode(document, wish.start());
        var event = inputs.event(start, wish.input(), clock.instant());
        return begin(
                caller,
                ref,
                start.id(),
                event,
                inputs.variables(document, wish.variables()),
                wish.dryRun() ? Mode.DRY_RUN : Mode.LIVE,
                wish.trial().map(asked -> TrialReading.read(asked, document, start.id())),
                key);
    }

    /// Whoever begins in the middle passes over what the author put before it.
    private void mayTry(Caller caller, String workflow, Wish wish) {
        if (wish.trial().isPresent() && !wish.draft()) {
            throw new ApiProblem(
                    ErrorCode.TRIAL_NEEDS_DRAFT,
                    "Expected draft: true with a trial; what is published runs as it is.");
        }
        if (wish.trial().filter(asked -> asked.from() != null).isPresent()) {
            authorization.require(caller, Action.EDIT_WORKFLOW, Thing.workflow(workflow));
        }
    }

    /// Nobody has published a draft: whoever runs it answers for what it uses.
    private void mayUse(Caller caller, WorkflowRef ref, Workflow document) {
        uses.require(caller, Action.START_RUN, ref.id(), document);
        uses.keep(caller, ref, document);
    }

    private WorkflowRef keptDraft(Caller caller, String workflow) {
        return workflows.keepDraft(caller.project(), workflow, caller.person(), clock.instant());
    }

    private static WorkflowRef published(WorkflowDraft draft) {
        return draft.publishedVersion()
                .map(version -> new WorkflowRef(draft.id(), version))
                .orElseThrow(() ->
                        new ApiProblem(
                                ErrorCode.NOT_PUBLISHED,
                                "Expected a published version to run, found none; publish"
                                        + " the draft, or run it with draft: true."));
    }

    private Workflow document(WorkflowRef ref) {
        return versions.find(ref)
                .orElseThrow(() -> ApiProblem.notFound("version", ref.id() + "/" + ref.version()));
    }

    private static Node.Start startNode(Workflow workflow, Optional<String> wanted) {
        var starts = workflow.starts();
        var found =
                wanted.isEmpty()
                        ? starts.stream().findFirst()
                        : starts.stream()
                                .filter(one -> one.id().value().equals(wanted.get()))
                                .findFirst();
        return found.orElseThrow(() ->
                ApiProblem.badInput(
                        "Expected a start node out of "
                                + starts.stream().map(one -> one.id().value()).toList()
                                + ", found "
                                + wanted.map(id -> "'" + id + "'.").orElse("none.")));
    }

    /// What is to be different when a run is begun again.
    ///
    /// @param from the node to begin at, in the place of the start
    /// @param outputs of nodes before that, in the place of what they gave
    record Again(
            Optional<Map<String, @Nullable Object>> input,
            Optional<Map<String, @Nullable Object>> variables,
            Optional<Boolean> dryRun,
            Optional<String> from,
            Map<String, @Nullable Map<String, @Nullable Object>> outputs) {}

    /// Begins again where another run began, or at one of its nodes: with its version and trial,
    /// and with its event unless another is given.
    Started again(Caller caller, RunId before, Again wish) {
        var state = load(caller, before);
        var thing = RunReading.thing(state.workflow().id(), before);
        authorization.require(caller, Action.START_RUN, thing);
        var document = document(state.workflow());
        var trial =
                wish.from()
                        .map(node ->
                                Optional.of(FromStep.trial(state, document, node, wish.outputs())))
                        .orElse(state.trial());
        if (trial.flatMap(Trial::from).isPresent()) {
            authorization.require(caller, Action.EDIT_WORKFLOW, thing);
        }
        boolean dry = wish.dryRun().orElse(state.mode() == Mode.DRY_RUN);
        if (state.workflow().version() < 0) {
            mayUse(caller, state.workflow(), document);
        }
        if (state.workflow().version() < 0 && !dry) {
            workflows
                    .find(caller.project(), state.workflow().id())
                    .ifPresent(
                            draft -> fourEyes.require(caller, Action.START_RUN, draft, document));
        }
        var start = startNode(document, Optional.of(state.start().value()));
        var set =
                wish.variables()
                        .map(given -> inputs.variables(document, given))
                        .orElseGet(() ->
                                wish.from().isPresent() ? state.vars() : firstVariables(before));
        var event =
                wish.input()
                        .map(given -> inputs.event(start, given, clock.instant()))
                        .orElse(state.trigger());
        var mode = dry ? Mode.DRY_RUN : Mode.LIVE;
        return begin(
                caller, state.workflow(), state.start(), event, set, mode, trial, Optional.empty());
    }

    /// The variables a run began with.
    private Map<String, @Nullable Object> firstVariables(RunId run) {
        return history.journal(run, 0, 1).items().stream()
                .flatMap(entry -> entry.events().stream())
                .filter(Event.RunStarted.class::isInstance)
                .map(Event.RunStarted.class::cast)
                .map(Event.RunStarted::variables)
                .findFirst()
                .orElseThrow();
    }

    private RunState load(Caller caller, RunId run) {
        return Optional.ofNullable(runs.load(List.of(run)).get(run))
                .map(stored -> stored.state())
                .filter(state -> state.project().equals(caller.project()))
                .orElseThrow(() -> ApiProblem.notFound("run", run.value()));
    }

    private Started begin(
            Caller caller,
            WorkflowRef ref,
            NodeId start,
            Map<String, @Nullable Object> event,
            Map<String, @Nullable Object> variables,
            Mode mode,
            Optional<Trial> trial,
            Optional<String> key) {
        var id = engine.nextId();
        var command =
                new Command.StartRun(
                                id,
                                caller.project(),
                                ref,
                                start,
                                event,
                                variables,
                                mode,
                                caller.actor())
                        .trying(trial);
        var intake =
                key.map(text ->
                        new Intake(
                                caller.project(),
                                ref.id(),
                                "api:" + text,
                                "manual",
                                event,
                                clock.instant()));
        var details =
                Map.<String, @Nullable Object>of(
                        "workflow", ref.id(),
                        "version", ref.version(),
                        "mode", RunSummary.mode(mode),
                        "trial", trial.isPresent());
        var audit = List.of(audits.entry(caller, "run.start", id.value(), details));
        return switch (engine.start(command, intake, audit)) {
            case Outcome.Accepted(var run) -> new Started(run, false);
            case Outcome.Duplicate(var existing) -> new Started(existing, true);
            case Outcome.Refused(var refusal) -> throw Outcomes.refused(refusal);
            case Outcome.Queued _, Outcome.Unknown _ ->
                    throw new IllegalStateException("A new run is nobody else's");
        };
    }
}
