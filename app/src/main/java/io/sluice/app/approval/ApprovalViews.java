package io.sluice.app.approval;

import io.sluice.db.consent.ApprovalPlans;
import io.sluice.db.consent.ApprovalPlans.Place;
import io.sluice.db.consent.Deputies;
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
    private final Deputies deputies;
    private final WorkflowVersions versions;

    ApprovalViews(ApprovalPlans plans, Deputies deputies, WorkflowVersions versions) {
        this.plans = plans;
        this.deputies = deputies;
        this.versions = versions;
    }

    public List<ApprovalView> of(List<ApprovalItem> items) {
        var runs = items.stream().map(ApprovalItem::run).toList();
        var votes = plans.votes(runs);
        var handedOn = deputies.of(runs);
        return items.stream()
                .map(item -> {
                    var place = new Place(item.run(), item.step());
                    return ApprovalView.of(
                            item,
                            needed(item),
                            votes.getOrDefault(place, List.of()),
                            handedOn.getOrDefault(place, List.of()));
                })
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
