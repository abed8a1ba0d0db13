package io.sluice.engine.check;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether approvals can be given at all, and people told of them.
final class ApprovalCheck {
    private final Node.Approval approval;
    private final List<Problem> problems = new ArrayList<>();

    private ApprovalCheck(Node.Approval approval) {
        this.approval = approval;
    }

    static List<Problem> check(Workflow workflow) {
        return workflow.nodes().stream()
                .filter(Node.Approval.class::isInstance)
                .map(Node.Approval.class::cast)
                .flatMap(approval -> new ApprovalCheck(approval).check().stream())
                .toList();
    }

    /// Every duration of an approval by its path.
    static Map<String, String> durations(Node.Approval approval) {
        var durations = new LinkedHashMap<String, String>();
        var urging = approval.urging();
        approval.deadline().ifPresent(text -> durations.put("/deadline", text));
        urging.remindAfter().ifPresent(text -> durations.put("/remindAfter", text));
        urging.remindEvery().ifPresent(text -> durations.put("/remindEvery", text));
        urging.escalateAfter().ifPresent(text -> durations.put("/escalateAfter", text));
        return durations;
    }

    private List<Problem> check() {
        votes();
        reminders();
        escalation();
        return problems;
    }

    private void votes() {
        int votes = approval.votes();
        if (votes < 1 || votes > Node.Approval.MOST_VOTES) {
            error(
                    "BAD_VOTES",
                    "/votes",
                    "Expected 1 to "
                            + Node.Approval.MOST_VOTES
                            + " people who must agree, found "
                            + votes
                            + ".");
        }
    }

    private void reminders() {
        var urging = approval.urging();
        apart("/remindAfter", urging.remindAfter());
        apart("/remindEvery", urging.remindEvery());
        if (urging.first().isPresent() && urging.connection().isEmpty()) {
            error(
                    "REMINDS_NOBODY",
                    "/connection",
                    "Expected a connection by which people are reminded, found none; choose one, or"
                            + " leave the reminders out.");
        }
    }

    private void apart(String path, Optional<String> after) {
        after.flatMap(ApprovalCheck::literal)
                .filter(duration -> duration.compareTo(Node.Urging.SHORTEST) < 0)
                .ifPresent(duration ->
                        error(
                                "REMINDS_TOO_OFTEN",
                                path,
                                "Expected at least a minute (PT1M) before a reminder, found "
                                        + duration
                                        + "."));
    }

    private void escalation() {
        var urging = approval.urging();
        if (urging.escalateAfter().isPresent() && urging.escalateTo().isEmpty()) {
            error(
                    "ESCALATES_TO_NOBODY",
                    "/escalateTo",
                    "Expected people who are asked too after that time, found none; name roles,"
                            + " groups or people, or leave the time out.");
        }
        if (urging.escalateAfter().isEmpty() && !urging.escalateTo().isEmpty()) {
            error(
                    "ESCALATES_NEVER",
                    "/escalateAfter",
                    "Expected a time after which others are asked too, such as P1D, found none.");
        }
    }

    /// What is no ISO-8601 duration is an expression, or found to be wrong elsewhere.
    private static Optional<Duration> literal(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void error(String code, String path, String message) {
        problems.add(Problem.error(code, approval.id(), path, message));
    }
}
