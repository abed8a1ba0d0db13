package io.sluice.app.retention;

import io.sluice.app.problem.Input;
import io.sluice.db.retention.Retention;
import io.sluice.db.retention.Retention.Rule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How many days ended runs are kept, by how they ended; null is for ever.
///
/// @param history how many days the lines of purged runs are kept
/// @param workflows what holds for single workflows in the place of that
record RetentionView(
        @Nullable Integer completed,
        @Nullable Integer failed,
        @Nullable Integer canceled,
        @Nullable Integer history,
        @Nullable List<WorkflowRule> workflows) {
    private static final int MOST_DAYS = 36_500;
    private static final int MOST_WORKFLOWS = 1_000;

    static final RetentionView FOR_EVER = new RetentionView(null, null, null, null, List.of());

    record WorkflowRule(
            @Nullable String workflow,
            @Nullable Integer completed,
            @Nullable Integer failed,
            @Nullable Integer canceled) {}

    /// @throws io.sluice.app.problem.ApiProblem if a number is none
    Retention retention() {
        var rules = new LinkedHashMap<String, Rule>();
        var given = workflows == null ? List.<WorkflowRule>of() : workflows;
        if (given.size() > MOST_WORKFLOWS) {
            throw Input.refuse(
                    "/workflows", "Expected at most " + MOST_WORKFLOWS + " workflows, found more.");
        }
        for (var one : given) {
            rules.put(
                    Input.text(one.workflow(), "/workflows", 64),
                    rule("/workflows", one.completed(), one.failed(), one.canceled()));
        }
        return new Retention(
                rule("", completed, failed, canceled), rules, days(history, "/history"));
    }

    private static Rule rule(
            String path,
            @Nullable Integer completed,
            @Nullable Integer failed,
            @Nullable Integer canceled) {
        return new Rule(
                days(completed, path + "/completed"),
                days(failed, path + "/failed"),
                days(canceled, path + "/canceled"));
    }

    private static Optional<Duration> days(@Nullable Integer days, String path) {
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw Input.refuse(
                    path, "Expected 1 to " + MOST_DAYS + " days, or null, found " + days + ".");
        }
        return Optional.ofNullable(days).map(Duration::ofDays);
    }

    /// As it is stored.
    Map<String, @Nullable Object> data() {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("completed", completed);
        data.put("failed", failed);
        data.put("canceled", canceled);
        data.put("history", history);
        data.put(
                "workflows",
                (workflows == null ? List.<WorkflowRule>of() : workflows)
                        .stream().map(RetentionView::data).toList());
        return data;
    }

    private static Map<String, @Nullable Object> data(WorkflowRule rule) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("workflow", rule.workflow());
        data.put("completed", rule.completed());
        data.put("failed", rule.failed());
        data.put("canceled", rule.canceled());
        return data;
    }

    static RetentionView of(Map<?, ?> data) {
        var rules =
                data.get("workflows") instanceof List<?> list
                        ? list.stream()
                                .filter(Map.class::isInstance)
                                .map(one -> rule((Map<?, ?>) one))
                                .toList()
                        : List.<WorkflowRule>of();
        return new RetentionView(
                number(data, "completed"),
                number(data, "failed"),
                number(data, "canceled"),
                number(data, "history"),
                rules);
    }

    private static WorkflowRule rule(Map<?, ?> data) {
        return new WorkflowRule(
                data.get("workflow") instanceof String id ? id : null,
                number(data, "completed"),
                number(data, "failed"),
                number(data, "canceled"));
    }

    private static @Nullable Integer number(Map<?, ?> data, String name) {
        return data.get(name) instanceof Number number ? (Integer) number.intValue() : null;
    }
}
