package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.Decision.RefusalCode;
import io.sluice.policy.register.FindingBatches;
import io.sluice.policy.register.Moved;
import io.sluice.policy.register.PolicyRecord;
import io.sluice.policy.register.PolicyRegister;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The register of policies as nodes use it: always within the run's own project.
final class Policies {
    /// Stands for the id of a policy that a dry run would make.
    static final String PLANNED = "(planned)";

    private static final int MOST = 2_000;

    private final Optional<PolicyRegister> register;
    private final Optional<FindingBatches> batches;
    private final Optional<RunFacts> facts;

    /// The name of the lock on what clusters have of a policy.
    static String lockOf(String project, String policy) {
        return "policy:" + project + ":" + policy;
    }

    Policies(NodeEnvironment environment) {
        this.register = environment.service(PolicyRegister.class);
        this.batches = environment.service(FindingBatches.class);
        this.facts = environment.service(RunFacts.class);
    }

    PolicyRegister register() throws NodeFailure {
        return offered(register);
    }

    FindingBatches batches() throws NodeFailure {
        return offered(batches);
    }

    String project(NodeContext context) throws NodeFailure {
        return offered(facts).project(context.step().run());
    }

    By actor(NodeContext context) throws NodeFailure {
        return offered(facts).actor(context.step().run());
    }

    Optional<By> approver(NodeContext context) throws NodeFailure {
        return offered(facts).approver(context.step().run());
    }

    private static <T> T offered(Optional<T> service) throws NodeFailure {
        return service.orElseThrow(() ->
                NodeFailure.permanent(
                        "crs.no-register",
                        NodeFailure.Fault.INTERNAL,
                        "Expected the application to offer a register of policies, found none; policies"
                                + " need the server or the command line of this product."));
    }

    /// The policies of these ids, each once, in the order given.
    ///
    /// @throws NodeFailure naming the first that is not there
    List<PolicyRecord> load(List<String> ids, NodeContext context) throws NodeFailure {
        if (ids.size() > MOST) {
            throw NodeFailure.permanent(
                    "crs.too-many",
                    NodeFailure.Fault.CAPACITY,
                    "Expected at most " + MOST + " policies at once, found " + ids.size() + ".");
        }
        var project = project(context);
        var found = new ArrayList<PolicyRecord>();
        boolean dry = context.dryRun();
        for (var id : ids.stream().distinct().filter(id -> !dry || !id.equals(PLANNED)).toList()) {
            found.add(
                    register()
                            .find(project, id)
                            .orElseThrow(() ->
                                    NodeFailure.permanent(
                                            "crs.unknown-policy",
                                            NodeFailure.Fault.USER,
                                            "Expected a policy '"
                                                    + id
                                                    + "' in project '"
                                                    + project
                                                    + "', found none; take the ids that 'Generate policies' gives.")));
        }
        return found;
    }

    /// The same, for a list that may be empty.
    List<PolicyRecord> loadAny(List<String> ids, NodeContext context) throws NodeFailure {
        return ids.isEmpty() ? List.of() : load(ids, context);
    }

    /// What the move came to.
    ///
    /// @throws NodeFailure with the register's own reason when it refuses; `crs.early` when only
    ///   time is missing
    static PolicyRecord done(Moved moved, String id) throws NodeFailure {
        return switch (moved) {
            case Moved.Done(var policy, _) -> policy;
            case Moved.Refused(var code, var message) ->
                    throw NodeFailure.permanent(
                            code == RefusalCode.TOO_EARLY ? "crs.early" : "crs.refused",
                            NodeFailure.Fault.USER,
                            "Policy '" + id + "' (" + code + "): " + message);
            case Moved.NotFound() ->
                    throw NodeFailure.permanent(
                            "crs.unknown-policy",
                            NodeFailure.Fault.USER,
                            "Expected a policy '" + id + "', found none any more.");
        };
    }
}
