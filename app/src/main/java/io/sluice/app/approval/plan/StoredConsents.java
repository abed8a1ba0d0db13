package io.sluice.app.approval.plan;

import io.sluice.app.audit.Audits;
import io.sluice.db.consent.ApprovalPlans;
import io.sluice.db.consent.ApprovalPlans.Agreed;
import io.sluice.db.consent.ApprovalPlans.Question;
import io.sluice.db.query.ApprovalItem;
import io.sluice.db.query.Approvals;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.Consents;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Holds each change behind an approval against the plan that was agreed to. One that is another is
/// not made: people are asked anew, and shown what it would be now.
///
/// open → approved, while the change is as shown: made · while it is another: open again, with the
/// step parked as an incident · rejected: the step stays parked.
@Component
class StoredConsents implements Consents {
    private static final int DEEPEST = 20;

    private final ApprovalPlans plans;
    private final Approvals approvals;
    private final RunStore runs;
    private final WorkflowVersions versions;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    StoredConsents(
            ApprovalPlans plans,
            Approvals approvals,
            RunStore runs,
            WorkflowVersions versions,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.plans = plans;
        this.approvals = approvals;
        this.runs = runs;
        this.versions = versions;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// A run on the way from the one that changes something up to the one that nobody began.
    ///
    /// @param node of it, in which the change lies
    /// @param path from there on
    private record Place(RunState state, NodeId node, String path) {}

    @Override
    public Optional<String> objection(Wish wish) {
        if (wish.changes().isEmpty()) {
            return Optional.empty();
        }
        var place =
                Optional.of(
                        new Place(wish.state(), wish.step().node(), wish.step().node().value()));
        for (int depth = 0; place.isPresent() && depth < DEEPEST; depth++) {
            var objection = objection(wish, place.get());
            if (objection.isPresent()) {
                return objection;
            }
            place = place.flatMap(this::above);
        }
        return Optional.empty();
    }

    private Optional<Place> above(Place place) {
        return place.state()
                .child()
                .filter(child -> mayBeAsked(child, place))
                .flatMap(child ->
                        load(child.parent())
                                .map(parent ->
                                        new Place(parent, child.node(), over(child, place))));
    }

    /// One item of a for-each at the top is of the same workflow: no need to look at what has begun
    /// it.
    private boolean mayBeAsked(Child child, Place place) {
        return !child.part()
                || child.depth() > 1
                || versions.find(place.state().workflow()).filter(StoredConsents::asks).isPresent();
    }

    private static String over(Child child, Place place) {
        return child.node().value() + "/" + place.path();
    }

    private Optional<RunState> load(RunId run) {
        return Optional.ofNullable(runs.load(List.of(run)).get(run)).map(stored -> stored.state());
    }

    private Optional<String> objection(Wish wish, Place place) {
        var workflow = versions.find(place.state().workflow()).orElseThrow();
        if (!asks(workflow)) {
            return Optional.empty();
        }
        var graph = new Graph(workflow);
        var agreed = plans.agreed(place.state().id());
        var governing =
                agreed.stream()
                        .filter(one ->
                                !one.again()
                                        && graph.reachable(new NodeId(one.node()))
                                                .contains(place.node()))
                        .findFirst();
        if (governing.isEmpty()) {
            return Optional.empty();
        }
        var changes = ChangePrint.maps(wish.changes());
        var whole = ChangePrint.whole(changes, wish.state(), wish.key());
        var objection =
                ReleasePlan.of(governing.get().content())
                        .objection(place.path(), whole, ChangePrint.kind(changes));
        if (objection.isEmpty() || agreedAnew(wish, whole)) {
            return Optional.empty();
        }
        return Optional.of(ask(wish, place, governing.get(), whole, objection.get()));
    }

    private static boolean asks(Workflow workflow) {
        return workflow.nodes().stream().anyMatch(Node.Approval.class::isInstance);
    }

    private boolean agreedAnew(Wish wish, String whole) {
        return plans.agreed(wish.state().id()).stream()
                .filter(one -> one.again() && one.step().equals(wish.step().id()))
                .flatMap(one -> ReleasePlan.of(one.content()).steps().stream())
                .anyMatch(step -> step.print().equals(whole));
    }

    private String ask(Wish wish, Place place, Agreed before, String whole, String why) {
        var node = wish.step().node().value();
        var message =
                "What was agreed to at '"
                        + before.node()
                        + "' has lapsed for '"
                        + node
                        + "': "
                        + why
                        + ". Nothing was changed; an approver is asked anew.";
        var first = approvals.find(place.state().project(), place.state().id(), before.step());
        var plan =
                new ReleasePlan(
                        true,
                        message,
                        List.of(
                                new ReleasePlan.Planned(
                                        node, true, whole, ChangePrint.maps(wish.changes()))),
                        List.of());
        var question =
                new Question(
                        wish.state().id(),
                        wish.step().id(),
                        wish.state().project(),
                        wish.state().workflow().id(),
                        node,
                        first.map(ApprovalItem::title).orElse(before.node()),
                        message,
                        first.map(ApprovalItem::approvers).orElse(List.of()),
                        first.map(ApprovalItem::votes).orElse(1));
        transaction.executeWithoutResult(_ -> {
            if (plans.ask(question, clock.instant())) {
                audits.write(
                        question.project(),
                        Actor.ENGINE,
                        "approval.lapse",
                        question.run().value(),
                        Map.of("step", question.step().value(), "plan", plan.hash()));
            }
            plans.put(
                    question.run(), question.step(), plan.hash(), plan.content(), clock.instant());
        });
        return message;
    }
}
