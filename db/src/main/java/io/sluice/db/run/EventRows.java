package io.sluice.db.run;

import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.db.Texts;
import io.sluice.engine.node.Change;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows that the events of one commit mean, beside the run's own: effects, approvals, messages
/// that were delivered.
final class EventRows {
    static final int MAX_NAME = 200;

    private final Json json;
    private final LargeValues large;
    private final RunCommit commit;
    private final String run;
    private final long at;
    final List<Effect> declared = new ArrayList<>();
    final List<EffectMove> moved = new ArrayList<>();
    final List<String> undoings = new ArrayList<>();
    final List<Approval> asked = new ArrayList<>();
    final List<ApprovalMove> answered = new ArrayList<>();
    final List<Delivered> delivered = new ArrayList<>();
    final List<Done> done = new ArrayList<>();
    final List<Stuck> stuck = new ArrayList<>();

    private EventRows(RunCommit commit, Json json, LargeValues large) {
        this.commit = commit;
        this.json = json;
        this.large = large;
        run = commit.state().id().value();
        at = Micros.of(commit.at());
    }

    /// A change, as it is declared or planned.
    record Effect(
            String key,
            String project,
            String run,
            int step,
            String node,
            String effectClass,
            String status,
            String request,
            String changes,
            boolean undoable,
            @Nullable String undoes,
            long declaredAt,
            long deadline,
            long epoch) {}

    /// What became of a change. `settledAt` is empty while nobody knows; `endedBy` is when its call
    /// had ended at the latest, 0 where the declared deadline says so.
    record EffectMove(
            String key,
            String status,
            String result,
            boolean adopted,
            @Nullable Long settledAt,
            int settlements,
            long epoch,
            long endedBy) {}

    record Approval(
            String run,
            int step,
            String project,
            String workflow,
            String node,
            String title,
            String description,
            String approvers,
            long requestedAt,
            @Nullable Long deadline) {}

    /// How an approval was closed: by a decision, or because its step ended without one.
    record ApprovalMove(
            String run,
            int step,
            String status,
            @Nullable String byKind,
            @Nullable String by,
            long at,
            @Nullable String comment) {}

    /// A step that is over; it may have made changes.
    record Done(String run, int step, long at) {}

    /// A step of a live run of a published version that waits for a person.
    record Stuck(
            String project,
            String run,
            int step,
            String workflow,
            String node,
            String code,
            long at) {}

    record Delivered(String id, String message, String correlation, long at) {}

    static EventRows of(RunCommit commit, Json json, LargeValues large) {
        var rows = new EventRows(commit, json, large);
        commit.events().forEach(rows::add);
        return rows;
    }

    private void add(Event event) {
        switch (event) {
            case Event.EffectDeclared e -> declared.add(declared(e));
            case Event.EffectPlanned e -> declared.add(planned(e));
            case Event.EffectApplied e -> applied(e);
            case Event.EffectReleased e -> moved.add(move(e.key().value(), "released", at, 0));
            case Event.EffectDoubted e -> moved.add(move(e.key().value(), "doubted", null, at));
            case Event.ApprovalRequested e -> asked.add(asked(e));
            case Event.ApprovalDecided e -> answered.add(answered(e));
            case Event.MessageReceived e -> delivered(e);
            case Event.StepEnded e -> withoutDecision(e.step());
            case Event.StepAbandoned e -> withoutDecision(e.step());
            case Event.IncidentResolved e -> resolved(e);
            case Event.IncidentRaised e -> stuck(e);
            case Event.StepCompleted e -> done.add(new Done(run, e.step().value(), at));
            case Event.RunStarted _,
                    Event.EdgeTaken _,
                    Event.StepEntered _,
                    Event.NodePassed _,
                    Event.TokenArrived _,
                    Event.JoinPassed _,
                    Event.StepAwaiting _,
                    Event.AttemptFailed _,
                    Event.StepDeferred _,
                    Event.BoundaryFired _,
                    Event.OutcomeGiven _,
                    Event.VariablesSet _,
                    Event.CancelRequested _,
                    Event.PathEnded _,
                    Event.PathsStopped _,
                    Event.RunFailed _,
                    Event.RunCompleted _,
                    Event.RunCanceled _ -> {}
        }
    }

    private Effect declared(Event.EffectDeclared e) {
        return new Effect(
                e.key().value(),
                commit.state().project(),
                run,
                e.step().value(),
                e.node().value(),
                e.effectClass(),
                "intended",
                text(e.request()),
                changes(e.changes()),
                e.undoable(),
                e.undoes().map(Object::toString).orElse(null),
                at,
                Micros.of(e.deadline()),
                commit.epoch());
    }

    private Effect planned(Event.EffectPlanned e) {
        return new Effect(
                e.key().value(),
                commit.state().project(),
                run,
                e.step().value(),
                e.node().value(),
                "",
                "planned",
                text(e.request()),
                changes(e.changes()),
                false,
                null,
                at,
                at,
                commit.epoch());
    }

    private void applied(Event.EffectApplied e) {
        moved.add(
                new EffectMove(
                        e.key().value(),
                        "applied",
                        text(e.result()),
                        e.adopted(),
                        at,
                        1,
                        commit.epoch(),
                        0));
        if (canceled()) {
            undoings.add(e.key().value());
        }
    }

    /// Changes are undone by runs that are canceled, and by no others.
    private boolean canceled() {
        var status = commit.state().status();
        return status == RunStatus.CANCELING || status == RunStatus.CANCELED;
    }

    private EffectMove move(String key, String status, @Nullable Long settledAt, long endedBy) {
        return new EffectMove(key, status, "", false, settledAt, 0, commit.epoch(), endedBy);
    }

    private Approval asked(Event.ApprovalRequested e) {
        return new Approval(
                run,
                e.step().value(),
                commit.state().project(),
                commit.state().workflow().id(),
                e.node().value(),
                Texts.shown(e.title(), 2_000),
                Texts.shown(e.description(), 20_000),
                json.text(e.approvers()),
                at,
                Micros.orNull(e.deadline()));
    }

    private ApprovalMove answered(Event.ApprovalDecided e) {
        return new ApprovalMove(
                run,
                e.step().value(),
                e.decision(),
                e.by().kind(),
                Texts.shown(e.by().name(), MAX_NAME),
                at,
                Texts.shown(e.comment(), 20_000));
    }

    private void withoutDecision(StepId step) {
        answered.add(new ApprovalMove(run, step.value(), "ended", null, null, at, null));
    }

    /// A person may have said what the step's output is: then nobody is asked any more.
    private void resolved(Event.IncidentResolved e) {
        if (e.resolution() instanceof Resolution.Skip) {
            withoutDecision(e.step());
        }
    }

    private void stuck(Event.IncidentRaised e) {
        if (commit.state().mode() == Mode.LIVE && commit.state().workflow().version() > 0) {
            stuck.add(
                    new Stuck(
                            commit.state().project(),
                            run,
                            e.step().value(),
                            commit.state().workflow().id(),
                            e.node().value(),
                            Texts.shown(e.incident().failure().code(), 200),
                            at));
        }
    }

    private void delivered(Event.MessageReceived e) {
        if (!e.messageId().isEmpty()) {
            delivered.add(
                    new Delivered(
                            JdbcWaits.id(e.messageId()),
                            JdbcWaits.message(e.message()),
                            JdbcWaits.correlation(e.key()),
                            at));
        }
    }

    private String text(Map<String, @Nullable Object> map) {
        return json.text(large.swap(map));
    }

    private String changes(List<Change> changes) {
        return json.text(changes.stream().map(EventRows::map).toList());
    }

    private static Map<String, @Nullable Object> map(Change change) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("action", change.action());
        map.put("subject", change.subject());
        map.put("property", change.property());
        map.put("before", change.before());
        map.put("after", change.after());
        map.put("summary", change.summary());
        return map;
    }
}
