package io.sluice.app.policy;

import io.sluice.engine.run.Actor;
import io.sluice.engine.run.RunId;
import io.sluice.policy.register.PolicyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// What is changed in clusters is changed by runs, so that it is planned, traced and can be undone:
/// of the built-in workflow `policy-changes`.
@Component
class PolicyRuns {
    private final BuiltIn flows;

    PolicyRuns(BuiltIn flows) {
        this.flows = flows;
    }

    /// Begins the run that brings policies to their clusters.
    ///
    /// @param more others that changed with it
    /// @param key the same key begins one run only
    RunId apply(PolicyRecord policy, List<PolicyRecord> more, String key) {
        return apply(policy, more, key, Actor.ENGINE);
    }

    RunId apply(PolicyRecord policy, List<PolicyRecord> more, String key, Actor by) {
        var ids = new ArrayList<String>();
        ids.add(policy.id());
        more.forEach(one -> ids.add(one.id()));
        return flows.begin(
                BuiltIn.Flow.CHANGES,
                policy.project(),
                Map.of("policies", ids),
                "policy:" + policy.id() + ":" + policy.version() + ":" + key,
                by);
    }
}
