package io.sluice.app.policy;

import io.sluice.db.query.ApprovalItem;
import io.sluice.db.query.Approvals;
import io.sluice.db.run.JdbcRunStore;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.nodes.kubernetes.RunFacts;
import io.sluice.policy.lifecycle.By;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What the store knows of a run.
@Component
class StoredRunFacts implements RunFacts {
    private final JdbcRunStore runs;
    private final Approvals approvals;
    private final ObjectProvider<People> people;

    /// @param people asked for late: they need settings, which need what needs the nodes
    StoredRunFacts(JdbcRunStore runs, Approvals approvals, ObjectProvider<People> people) {
        this.runs = runs;
        this.approvals = approvals;
        this.people = people;
    }

    @Override
    public String project(String run) {
        return state(run).project();
    }

    @Override
    public By actor(String run) {
        var state = state(run);
        return people.getObject().of(state.project(), state.startedBy());
    }

    @Override
    public Optional<By> approver(String run) {
        return approvals.ofRun(new RunId(run)).stream()
                .filter(item ->
                        item.status() == ApprovalItem.Status.APPROVED
                                && item.decidedBy().isPresent())
                .max(Comparator.comparing(item -> item.decidedAt().orElse(item.requestedAt())))
                .map(item -> people.getObject().of(item.project(), item.decidedBy().orElseThrow()));
    }

    private RunState state(String run) {
        var id = new RunId(run);
        var stored = runs.load(List.of(id)).get(id);
        if (stored == null) {
            throw new IllegalStateException("Expected run " + run + " in the store, found none");
        }
        return stored.state();
    }
}
