package io.sluice.policy.register;

import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.Move;
import java.util.List;
import java.util.Optional;

/// Where policies are kept and moved. The application provides it; node types reach it through
/// `NodeEnvironment.service(PolicyRegister.class)`. Every call is one transaction, with its audit
/// entry; calls may be repeated.
public interface PolicyRegister {
    /// Enters what a generator made, in the order given. A draft with a key that is known extends
    /// the policy of that key: nothing happens when it says the same, else its next generation
    /// begins and has to be watched and approved anew; what was tuned away stays away.
    ///
    /// @param by whose doing it is; a person among them may not promote it alone
    List<Registered> generate(String project, List<Draft> drafts, By by);

    Optional<PolicyRecord> find(String project, String id);

    /// The policy of this key, also one that has ended.
    default Optional<PolicyRecord> find(String project, PolicyKey key) {
        return ofCluster(project, key.cluster()).stream()
                .filter(policy -> policy.key().equals(key))
                .findFirst();
    }

    /// The policies that this cluster is to have, or may still have, in the order of their ids.
    List<PolicyRecord> ofCluster(String project, String cluster);

    /// Makes a move of a person or of the clock.
    ///
    /// @param key the same key never makes a move twice; empty for a move that may be made again
    Moved move(String project, String id, Move move, By by, String key);

    /// Makes it narrower and, from review, sends it back to audit.
    Moved tune(String project, String id, Tuning tuning, String reason, By by);

    /// Tells what a cluster has now. When every cluster has what [PolicyRecord#target] says, the
    /// policy goes on to audit or active by itself.
    Optional<PolicyRecord> applied(String project, String id, ClusterState state);
}
