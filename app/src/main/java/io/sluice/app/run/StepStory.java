package io.sluice.app.run;

import io.sluice.app.run.StepView.FailureView;
import io.sluice.app.run.StepView.IncidentView;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is told of one step, gathered as its journal is read.
final class StepStory {
    private Step step;
    private String status = "working";
    private int attempts;
    private @Nullable Instant endedAt;
    private @Nullable Instant dueAt;
    private @Nullable Map<String, @Nullable Object> input;
    private @Nullable Map<String, @Nullable Object> output;
    private @Nullable String note;
    private @Nullable FailureView failure;
    private @Nullable IncidentView incident;
    private @Nullable String given;
    private final List<String> effects = new ArrayList<>();

    StepStory(Step step) {
        this.step = step;
        attempts = step.attempt();
    }

    NodeId node() {
        return step.node();
    }

    void declared(EffectKey key, Map<String, @Nullable Object> request) {
        if (!effects.contains(key.value())) {
            effects.add(key.value());
        }
        input = request;
    }

    void failed(Failure why) {
        attempts++;
        failure = FailureView.of(why);
    }

    void note(String text) {
        note = text.isEmpty() ? null : text;
    }

    void given(String by) {
        given = by;
    }

    void completed(Map<String, @Nullable Object> result, Instant at) {
        output = result;
        failure = null;
        ended("completed", "", at);
    }

    void ended(String how, String why, Instant at) {
        status = how;
        note = why.isEmpty() ? null : why;
        endedAt = at;
        incident = null;
    }

    void raised(Incident raised) {
        incident = IncidentView.of(raised);
        failure = FailureView.of(raised.failure());
    }

    void resolved() {
        incident = null;
    }

    /// It is open, and this is how it stands.
    void open(Step now) {
        step = now;
        attempts = now.attempt();
        status = status(now);
        dueAt = now.dueAt().orElse(null);
        if (now.doing() instanceof Doing.Work work && !work.note().isEmpty()) {
            note = work.note();
        }
        if (now.doing() instanceof Doing.Stuck stuck) {
            incident = IncidentView.of(stuck.incident());
        }
    }

    private static String status(Step step) {
        if (step.abandoned()) {
            return "abandoned";
        }
        return switch (step.doing()) {
            case Doing.Stuck _ -> "incident";
            case Doing.Decide _ -> "approval";
            case Doing.Sleep _, Doing.Listen _ -> "waiting";
            case Doing.Inside _ -> "working";
            case Doing.Compensate _ -> "undoing";
            case Doing.Enter _ -> step.attempt() > 1 ? "retrying" : "working";
            case Doing.Work _ when step.redresses().isPresent() -> "undoing";
            case Doing.Work work when work.phase() == Step.Phase.FOLLOW ->
                    work.effect().isPresent() ? "following" : "waiting";
            case Doing.Work _ -> step.attempt() > 1 ? "retrying" : "working";
        };
    }

    StepView view(@Nullable Node drawn) {
        return new StepView(
                step.id().value(),
                step.node().value(),
                drawn == null ? step.node().value() : drawn.name(),
                drawn == null ? "task" : kind(drawn),
                drawn instanceof Node.Task task ? task.type() : null,
                step.generation(),
                status,
                attempts,
                step.enteredAt(),
                endedAt,
                input,
                output,
                note,
                dueAt,
                given,
                failure,
                incident,
                List.copyOf(effects));
    }

    /// As documents write it: `any-choice`.
    private static String kind(Node node) {
        return node.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
