package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Purpose;
import java.util.List;
import java.util.Map;

/// Brings policies to their clusters in the form that the register says.
final class ApplyPolicies extends RolloutNode<ApplyPolicies.Config> {
    record Config(
            @Field(
                            title = "Policies",
                            description = "Ids, as 'Generate policies' gives them.",
                            example = "[\"pol-7f3a\"]")
                    List<String> policies,
            @Field(
                            title = "Clusters",
                            description =
                                    "Connections, parted by commas; empty for those each policy is for.",
                            defaultValue = "\"\"",
                            example = "\"prod, prod-eu\"")
                    String clusters,
            @Field(
                            title = "Drift",
                            description =
                                    "What to do where somebody else has changed a policy: report tells it, repair takes it back.",
                            defaultValue = "\"report\"",
                            oneOf = {"report", "repair"})
                    String drift,
            @Field(
                            title = "Strict",
                            description =
                                    "Fail, and so try again, when a cluster cannot be brought up to date; else the output tells which.",
                            defaultValue = "false")
                    boolean strict) {
        Config {
            policies = List.copyOf(policies);
        }
    }

    private final Policies policies;

    ApplyPolicies(Rollout rollout) {
        super(rollout);
        this.policies = rollout.policies();
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "crs.apply",
                        1,
                        "Apply policies",
                        CATEGORY,
                        "shield-check",
                        "Brings policies to their clusters: watching, stopping or gone, as the register says.",
                        """
                        Applies each policy in each of its clusters by server-side apply, as field manager `sluice`. Which form a
                        cluster gets is decided by the state of the policy in the register, never here: a policy that was not
                        promoted only watches.

                        - What is as wanted is not applied again, so that agents do not load it anew.
                        - What somebody else has changed is **drift**: told with its differences, or repaired.
                        - An object of the same name that this product did not make is never touched: a **conflict**.
                        - Clusters are worked on side by side. One that cannot be reached, lacks the definitions, has old agents or
                          refuses our account has its own result; the others are not held up. With *strict*, the step then fails
                          as partly done and is tried again.
                        - Where the role lacks `delete`, a policy that is to go is changed to match nothing, and this is said.

                        A repeated run does nothing that is done. **Undo** gives back the manifest from before, or deletes, unless
                        somebody has changed the object since.
                        """,
                        List.of(
                                "tracing policy",
                                "tetragon",
                                "kubernetes",
                                "deploy",
                                "enforce",
                                "reconcile"),
                        KubernetesConnection.ID,
                        errors(
                                Map.of(
                                        "crs.drifted",
                                        "Strict: somebody else has changed an object.")),
                        PERMISSIONS)
                .serving(Purpose.CONTAIN);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Plan<RolloutPlan> plan(Config config, NodeContext context) throws NodeFailure {
        return rollout()
                .plan(
                        new Rollout.Order(
                                policies.load(config.policies(), context),
                                Clusters.names(config.clusters()),
                                config.drift().equals("repair"),
                                config.strict(),
                                ""),
                        context);
    }
}
