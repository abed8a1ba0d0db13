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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Workflows that come with the product: each is there from its first use on, and is begun by what
/// people and programs ask for.
@Component
class BuiltIn {
    private static final NodeId START = new NodeId("asked");

    private final Workflows workflows;
    private final RunService engine;
    private final InstantSource clock;

    BuiltIn(Workflows workflows, RunService engine, InstantSource clock) {
        this.workflows = workflows;
        this.engine = engine;
        this.clock = clock;
    }

    /// One of them.
    enum Flow {
        CHANGES(
                "policy-changes",
                "Policy changes",
                "Brings policies to their clusters. Comes with the product."),
        HANDLING(
                "cdr-run",
                "Handle findings",
                "Makes policies of findings and brings them to their clusters, when somebody asks for"
                        + " it. Comes with the product.");

        private final String id;
        private final String title;
        private final String about;

        Flow(String id, String title, String about) {
            this.id = id;
            this.title = title;
            this.about = about;
        }

        String id() {
            return id;
        }
    }

    /// Begins a run.
    ///
    /// @param input what its start node is given
    /// @param key the same key begins one run only
    RunId begin(
            Flow flow, String project, Map<String, @Nullable Object> input, String key, Actor by) {
        var event = new LinkedHashMap<String, @Nullable Object>();
        event.put("input", input);
        var ref = workflow(flow, project);
        var command =
                new Command.StartRun(
                        engine.nextId(), project, ref, START, event, Map.of(), Mode.LIVE, by);
        var intake = new Intake(project, ref.id(), key, "manual", event, clock.instant());
        return switch (engine.start(command, Optional.of(intake), List.of())) {
            case Outcome.Accepted(var run) -> run;
            case Outcome.Duplicate(var run) -> run;
            case Outcome.Refused(var refusal) -> throw new IllegalStateException(refusal.message());
            case Outcome.Queued _, Outcome.Unknown _ ->
                    throw new IllegalStateException("A new run is nobody else's");
        };
    }

    private WorkflowRef workflow(Flow flow, String project) {
        var draft = workflows.find(project, flow.id).orElseGet(() -> made(flow, project));
        var version =
                draft.publishedVersion()
                        .orElseGet(() ->
                                workflows
                                        .publish(
                                                project,
                                                flow.id,
                                                draft.revision(),
                                                "Comes with the product.",
                                                "sluice",
                                                clock.instant())
                                        .version());
        return new WorkflowRef(flow.id, version);
    }

    private WorkflowDraft made(Flow flow, String project) {
        try {
            return workflows.create(
                    flow.id,
                    project,
                    flow.title,
                    flow.about,
                    document(flow),
                    "sluice",
                    clock.instant());
        } catch (NameTaken e) {
            return workflows
                    .find(project, flow.id)
                    .orElseThrow(() ->
                            new IllegalStateException(
                                    "Expected the workflow '"
                                            + flow.id
                                            + "', which comes with the product; another has its"
                                            + " name. Give that one another name.",
                                    e));
        }
    }

    private static String document(Flow flow) {
        var place = "/io/sluice/app/policy/" + flow.id + ".json";
        try (var in = BuiltIn.class.getResourceAsStream(place)) {
            return new String(
                    Objects.requireNonNull(in, place).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
