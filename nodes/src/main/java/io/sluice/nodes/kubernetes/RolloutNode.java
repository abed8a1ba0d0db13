package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Reconciliation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the nodes that bring policies to clusters have in common.
abstract class RolloutNode<C extends Record> implements EffectNode<C, RolloutPlan, RolloutOutput> {
    static final String CATEGORY = "CRS-Policy";
    static final List<String> PERMISSIONS =
            List.of(
                    "tracingpolicies.cilium.io: get, create, patch, delete",
                    "tracingpoliciesnamespaced.cilium.io: get, create, patch, delete",
                    "ciliumnetworkpolicies.cilium.io: get, create, patch, delete",
                    "networkpolicies.networking.k8s.io: get, create, patch, delete");

    private final Rollout rollout;

    RolloutNode(Rollout rollout) {
        this.rollout = rollout;
    }

    final Rollout rollout() {
        return rollout;
    }

    static Map<String, String> errors(Map<String, String> more) {
        var errors = new LinkedHashMap<>(more);
        errors.put("crs.unknown-policy", "There is no policy of this id in the project.");
        errors.put("crs.wrong-cluster", "The policy is not for this cluster.");
        errors.put("crs.no-register", "The application offers no register of policies.");
        errors.putAll(CallErrors.ALL);
        return errors;
    }

    @Override
    public Class<RolloutPlan> planType() {
        return RolloutPlan.class;
    }

    @Override
    public Class<RolloutOutput> outputType() {
        return RolloutOutput.class;
    }

    @Override
    public List<String> resources(RolloutPlan plan) {
        return plan.policies().stream()
                .map(policy -> Policies.lockOf(plan.project(), policy.id()))
                .toList();
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.CONVERGENT;
    }

    @Override
    public RolloutOutput execute(RolloutPlan plan, NodeContext context) throws NodeFailure {
        return rollout.execute(plan, context);
    }

    @Override
    public Reconciliation<RolloutOutput> reconcile(RolloutPlan plan, NodeContext context)
            throws NodeFailure {
        return rollout.reconcile(plan, context);
    }

    @Override
    public Optional<RolloutOutput> preview(RolloutPlan plan) {
        var results =
                plan.steps().stream()
                        .map(step ->
                                PolicyResult.of(step, state(step), step.code(), step.message()))
                        .toList();
        return Optional.of(
                RolloutOutput.of(
                        plan.policies().stream().map(RolloutPlan.Planned::id).toList(), results));
    }

    private static String state(Step step) {
        return switch (step.action()) {
            case CREATE, UPDATE, REPAIR -> "applied";
            case DELETE -> "removed";
            case NEUTRALISE -> "neutralised";
            case NONE -> step.object() == null ? "absent" : "unchanged";
            case DRIFTED -> "drifted";
            case CONFLICT -> "conflict";
            case LATE, IMPOSSIBLE -> "failed";
        };
    }

    @Override
    public Optional<Undo<RolloutPlan, RolloutOutput>> undo() {
        return Optional.of(new UndoRollout(rollout));
    }
}
