package io.sluice.engine.check;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import java.util.List;
import java.util.Optional;

/// Whether approvals can be given at all.
final class ApprovalCheck {
    private ApprovalCheck() {}

    static List<Problem> check(Workflow workflow) {
        return workflow.nodes().stream()
                .filter(Node.Approval.class::isInstance)
                .map(Node.Approval.class::cast)
                .flatMap(approval -> votes(approval).stream())
                .toList();
    }

    private static Optional<Problem> votes(Node.Approval approval) {
        int votes = approval.votes();
        return votes >= 1 && votes <= Node.Approval.MOST_VOTES
                ? Optional.empty()
                : Optional.of(
                        Problem.error(
                                "BAD_VOTES",
                                approval.id(),
                                "/votes",
                                "Expected 1 to "
                                        + Node.Approval.MOST_VOTES
                                        + " people who must agree, found "
                                        + votes
                                        + "."));
    }
}
