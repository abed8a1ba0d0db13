package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Purpose;
import io.sluice.policy.lifecycle.Move;
import io.sluice.policy.lifecycle.PolicyStatus;
import java.util.List;
import java.util.Map;

/// Takes policies back, and out of their clusters.
final class RemovePolicies extends RolloutNode<RemovePolicies.Config> {
    record Config(
            @Field(title = "Policies", description = "Ids.", example = "[\"pol-7f3a\"]")
                    List<String> policies,
            @Field(title = "Reason", description = "Why they go.") String reason,
            @Field(
                            title = "Strict",
                            description =
                                    "Fail, and so try again, when a cluster still has something of it.",
                            defaultValue = "true")
                    boolean strict) {
        Config {
            policies = List.copyOf(policies);
        }
    }

    private final Policies policies;

    RemovePolicies(Rollout rollout) {
        super(rollout);
        this.policies = rollout.policies();
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "crs.remove",
                        1,
                        "Remove policies",
                        CATEGORY,
                        "shield-off",
                        "Takes policies back and deletes them from their clusters.",
                        """
                        Withdraws each policy in the register, in the name of whoever began the run, and deletes exactly its own
                        objects. A policy that is expired or withdrawn already is only deleted. Nothing is deleted in a cluster that
                        could not be looked at before; without the verb `delete`, the object is changed to match nothing, and this
                        is said.

                        Undo brings the objects back; in the register the policy stays withdrawn.
                        """,
                        List.of("delete", "withdraw", "unblock", "rollback"),
                        KubernetesConnection.ID,
                        errors(
                                Map.of(
                                        "crs.refused",
                                        "The register says no; the message says why.")),
                        PERMISSIONS)
                .serving(Purpose.RESTORE);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Plan<RolloutPlan> plan(Config config, NodeContext context) throws NodeFailure {
        var ended =
                policies.load(config.policies(), context).stream()
                        .map(p ->
                                p.status().ended() ? p : RolloutPlan.as(p, PolicyStatus.WITHDRAWN))
                        .toList();
        return rollout()
                .plan(
                        new Rollout.Order(
                                ended, List.of(), false, config.strict(), config.reason()),
                        context);
    }

    @Override
    public RolloutOutput execute(RolloutPlan plan, NodeContext context) throws NodeFailure {
        boolean moved = false;
        for (var planned : plan.policies()) {
            var now = policies.register().find(plan.project(), planned.id());
            if (now.filter(p -> p.status().ended()).isPresent()) {
                continue;
            }
            try {
                var done =
                        policies.register()
                                .move(
                                        plan.project(),
                                        planned.id(),
                                        new Move.Withdraw(plan.reason()),
                                        policies.actor(context),
                                        plan.effect() + ":" + planned.id());
                Policies.done(done, planned.id());
                moved = true;
            } catch (NodeFailure e) {
                throw moved ? e.partly() : e;
            }
        }
        return super.execute(plan, context);
    }
}
