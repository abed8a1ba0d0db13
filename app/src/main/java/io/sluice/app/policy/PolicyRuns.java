package io.sluice.app.policy;

import io.sluice.db.authored.NameTaken;
import io.sluice.db.authored.WorkflowDraft;
import io.sluice.db.authored.Workflows;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.Intake;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.WorkflowRef;
import io.sluice.engine.runtime.Outcome;
import io.sluice.engine.runtime.RunService;
import io.sluice.policy.register.PolicyRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is changed in clusters is changed by runs, so that it is planned, traced and can be undone:
/// of the built-in workflow `policy-changes`, which is there from its first use on.
@Component
class PolicyRuns {
    static final String WORKFLOW = "policy-changes";

    private static final NodeId START = new NodeId("asked");
    private static final String DOCUMENT = "/io/sluice/app/policy/policy-changes.json";

    private final Workflows workflows;
    private final RunService engine;
    private final InstantSource clock;

    PolicyRuns(Workflows workflows, RunService engine, InstantSource clock) {
        this.workflows = workflows;
        this.engine = engine;
        this.clock = clock;
    }

    /// Begins the run that brings policies to their clusters.
    ///
    /// @param more others that changed with it
    /// @param key the same key begins one run only
    RunId apply(PolicyRecord policy, List<PolicyRecord> more, String key) {
        return apply(policy, more, key, Actor.ENGINE);
    }

    RunId apply(PolicyRecord policy, List<PolicyRecord> more, String key, Actor by) {
        var ids = new ArrayList<String>();
        ids.add(policy.id());
        more.forEach(one -> ids.add(one.id()));
        var event = new LinkedHashMap<String, @Nullable Object>();
        event.put("input", Map.of("policies", ids));
        var ref = workflow(policy.project());
        var id = engine.nextId();
        var command =
                new Command.StartRun(
                        id, policy.project(), ref, START, event, Map.of(), Mode.LIVE, by);
        var intake =
                new Intake(
                        policy.project(),
                        ref.id(),
                        "policy:" + policy.id() + ":" + policy.version() + ":" + key,
                        "manual",
                        event,
                        clock.instant());
        return switch (engine.start(command, Optional.of(intake), List.of())) {
            case Outcome.Accepted(var run) -> run;
            case Outcome.Duplicate(var run) -> run;
            case Outcome.Refused(var refusal) -> throw new IllegalStateException(refusal.message());
            case Outcome.Queued _, Outcome.Unknown _ ->
                    throw new IllegalStateException("A new run is nobody else's");
        };
    }

    private WorkflowRef workflow(String project) {
        var draft = workflows.find(project, WORKFLOW).orElseGet(() -> made(project));
        var version =
                draft.publishedVersion()
                        .orElseGet(() ->
                                workflows
                                        .publish(
                                                project,
                                                WORKFLOW,
                                                draft.revision(),
                                                "Comes with the product.",
                                                "sluice",
                                                clock.instant())
                                        .version());
        return new WorkflowRef(WORKFLOW, version);
    }

    private WorkflowDraft made(String project) {
        try {
            return workflows.create(
                    WORKFLOW,
                    project,
                    "Policy changes",
                    "Brings policies to their clusters. Comes with the product.",
                    document(),
                    "sluice",
                    clock.instant());
        } catch (NameTaken e) {
            return workflows
                    .find(project, WORKFLOW)
                    .orElseThrow(() ->
                            new IllegalStateException(
                                    "Expected the workflow '"
                                            + WORKFLOW
                                            + "', which brings policies to clusters; somebody has"
                                            + " deleted it.",
                                    e));
        }
    }

    private static String document() {
        try (var in = PolicyRuns.class.getResourceAsStream(DOCUMENT)) {
            return new String(
                    Objects.requireNonNull(in, DOCUMENT).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
