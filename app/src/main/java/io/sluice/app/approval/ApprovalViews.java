package io.sluice.app.approval;

import io.sluice.db.consent.ApprovalPlans;
import io.sluice.db.consent.ApprovalPlans.Place;
import io.sluice.db.query.ApprovalItem;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.WorkflowVersions;
import java.util.List;
import org.springframework.stereotype.Component;

/// Approvals as people see them, with how many must agree and who has so far. However many they
/// are, as much is asked of the database.
@Component
public final class ApprovalViews {
    private final ApprovalPlans plans;
    private final WorkflowVersions versions;

    ApprovalViews(ApprovalPlans plans, WorkflowVersions versions) {
        this.plans = plans;
        this.versions = versions;
    }

    public List<ApprovalView> of(List<ApprovalItem> items) {
        var votes = plans.votes(items.stream().map(ApprovalItem::run).toList());
        return items.stream()
                .map(item ->
                        ApprovalView.of(
                                item,
                                needed(item),
                                votes.getOrDefault(new Place(item.run(), item.step()), List.of())))
                .toList();
    }

    /// How many must agree.
    int needed(ApprovalItem asked) {
        return asked.again()
                ? asked.votes()
                : asked.version()
                        .flatMap(versions::find)
                        .map(workflow -> workflow.nodesById().get(new NodeId(asked.node())))
                        .filter(Node.Approval.class::isInstance)
                        .map(node -> ((Node.Approval) node).votes())
                        .orElse(1);
    }
}
