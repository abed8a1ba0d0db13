package io.sluice.db.run;

import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.db.Texts;
import io.sluice.engine.node.Change;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.Step.Doing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows that the events of one commit mean, beside the run's own: effects, approvals, messages
/// that were delivered.
final class EventRows {
    static final int MAX_NAME = 200;

    /// How long a thrown message waits for somebody to wait for it, or to begin by it: a day. (A
    /// signal no longer than until what begins by it has begun.)
    private static final long MESSAGE_MICROS = 24L * 60 * 60 * 1_000_000;

    private final Json json;
    private final LargeValues large;
    private final RunCommit commit;
    private final String run;
    private final long at;
    final List<Effect> declared = new ArrayList<>();
    final List<EffectMove> moved = new ArrayList<>();
    final List<String> undoings = new ArrayList<>();
    final ApprovalRows approvals;
    final List<Delivered> delivered = new ArrayList<>();
    final List<Kept> kept = new ArrayList<>();
    final List<Event.ItemsListed> listed = new ArrayList<>();
    final List<Begun> begun = new ArrayList<>();
    final List<Ended> ended = new ArrayList<>();
    final List<Verdict> verdicts = new ArrayList<>();
    final List<Done> done = new ArrayList<>();
    final List<Stuck> stuck = new ArrayList<>();

    private EventRows(RunCommit commit, Json json, LargeValues large) {
        this.commit = commit;
        this.json = json;
        this.large = large;
        run = commit.state().id().value();
        at = Micros.of(commit.at());
        approvals = new ApprovalRows(commit, json);
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

    /// A message of the run's own, kept until it is heard.
    record Kept(
            String id,
            String message,
            String correlation,
            String payload,
            long at,
            String project,
            int chain,
            String sender) {
        long until() {
            return at + MESSAGE_MICROS;
        }
    }

    record Delivered(String id, String message, String correlation, long at) {}

    /// A run that another began.
    record Begun(String group, int index, String parent, String run, int attempt) {}

    /// How a run that another began has ended.
    record Ended(
            String group,
            int index,
            String run,
            String outcome,
            String output,
            String failure,
            long at) {}

    /// Whether a resource passes, as a live run of a published version said.
    record Verdict(
            String project,
            String run,
            String workflow,
            String node,
            String resource,
            boolean pass,
            String reason,
            long at) {}

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
            case Event.ApprovalRequested e -> approvals.asked(e);
            case Event.ApprovalReminded e -> approvals.reminded(e);
            case Event.ApprovalEscalated e -> approvals.escalated(e);
            case Event.ApprovalDecided e -> approvals.answered(e);
            case Event.MessageReceived e -> delivered(e);
            case Event.MessageThrown e -> kept.add(kept(e));
            case Event.VerdictGiven e -> judged(e);
            case Event.StepEnded e -> approvals.withoutDecision(e.step());
            case Event.StepAbandoned e -> approvals.withoutDecision(e.step());
            case Event.IncidentResolved e -> resolved(e);
            case Event.IncidentRaised e -> stuck(e);
            case Event.StepCompleted e -> done.add(new Done(run, e.step().value(), at));
            case Event.RunStarted e -> e.child().ifPresent(child -> begun.add(begun(child)));
            case Event.ItemsListed e -> listed.add(e);
            case Event.RunCompleted _ -> ended("DONE", "");
            case Event.RunFailed e -> ended("FAILED", json.text(failure(e.failure())));
            case Event.RunCanceled _ -> ended("CANCELED", "");
            case Event.EdgeTaken _,
                    Event.StepEntered _,
                    Event.NodePassed _,
                    Event.TokenArrived _,
                    Event.JoinPassed _,
                    Event.RoundBegun _,
                    Event.ResultGiven _,
                    Event.RedressPromised _,
                    Event.Escalated _,
                    Event.StepAwaiting _,
                    Event.AttemptFailed _,
                    Event.StepDeferred _,
                    Event.BoundaryFired _,
                    Event.OutcomeGiven _,
                    Event.VariablesSet _,
                    Event.CancelRequested _,
                    Event.PathEnded _,
                    Event.PathsStopped _ -> {}
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
        if (e.undoing()) {
            undoings.add(e.key().value());
        }
    }

    private EffectMove move(String key, String status, @Nullable Long settledAt, long endedBy) {
        return new EffectMove(key, status, "", false, settledAt, 0, commit.epoch(), endedBy);
    }

    /// A person may have said what the step's output is: then nobody is asked any more.
    private void resolved(Event.IncidentResolved e) {
        if (e.resolution() instanceof Resolution.Skip) {
            approvals.withoutDecision(e.step());
        }
    }

    private void stuck(Event.IncidentRaised e) {
        if (inEarnest()) {
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

    private Kept kept(Event.MessageThrown e) {
        return new Kept(
                JdbcWaits.id(e.id()),
                JdbcWaits.message(e.message()),
                JdbcWaits.correlation(commit.state().project(), e.message(), e.key()),
                json.text(e.payload()),
                at,
                JdbcWaits.project(commit.state().project()),
                commit.state().chain(),
                run);
    }

    private Begun begun(Child child) {
        return new Begun(
                child.group().value(), child.index(), child.parent().value(), run, child.attempt());
    }

    private void ended(String outcome, String failure) {
        commit.state()
                .child()
                .ifPresent(child ->
                        ended.add(
                                new Ended(
                                        child.group().value(),
                                        child.index(),
                                        run,
                                        outcome,
                                        outcome.equals("DONE")
                                                ? json.text(commit.state().result())
                                                : "{}",
                                        failure,
                                        at)));
    }

    private static Map<String, @Nullable Object> failure(Failure failure) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("code", failure.code());
        map.put("message", failure.message());
        map.put("fault", failure.fault());
        return map;
    }

    private void judged(Event.VerdictGiven e) {
        if (inEarnest()) {
            verdicts.add(
                    new Verdict(
                            commit.state().project(),
                            run,
                            commit.state().workflow().id(),
                            e.node().value(),
                            Texts.shown(e.resource(), 500),
                            e.pass(),
                            Texts.shown(e.reason(), 2_000),
                            at));
        }
    }

    /// A live run of a published version.
    private boolean inEarnest() {
        return commit.state().mode() == Mode.LIVE && commit.state().workflow().version() > 0;
    }

    /// A signal is for many: whoever hands it out forgets it, not the first who hears it.
    private void delivered(Event.MessageReceived e) {
        if (!e.messageId().isEmpty() && !e.message().equals(Doing.Listen.SIGNAL)) {
            delivered.add(
                    new Delivered(
                            JdbcWaits.id(e.messageId()),
                            JdbcWaits.message(e.message()),
                            JdbcWaits.correlation(commit.state().project(), e.message(), e.key()),
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
