package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Purpose;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.Move;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.register.PolicyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets policies stop things, once a person has approved it in the run and the register allows it.
final class PromotePolicies extends RolloutNode<PromotePolicies.Config> {
    record Config(
            @Field(
                            title = "Policies",
                            description = "Ids of policies in review.",
                            example = "[\"pol-7f3a\"]")
                    List<String> policies,
            @Field(title = "Reason", description = "Why they may stop things now.") String reason,
            @Field(
                            title = "Override",
                            description =
                                    "Why this is right although hits are not explained, or nobody knows of hits; empty for none.",
                            defaultValue = "\"\"")
                    String override,
            @Field(
                            title = "Break glass for",
                            description =
                                    "Enforce without audit for this long; needs the right to break the glass. Empty for the usual way.",
                            defaultValue = "\"\"",
                            widget = "duration",
                            example = "\"PT4H\"")
                    String breakGlass) {
        Config {
            policies = List.copyOf(policies);
        }
    }

    private final Policies policies;

    PromotePolicies(Rollout rollout) {
        super(rollout);
        this.policies = rollout.policies();
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "crs.promote",
                        1,
                        "Promote policies",
                        CATEGORY,
                        "shield-bolt",
                        "Lets policies stop things, after a person has approved it in this run.",
                        """
                        Asks the register to promote each policy, in the name of the person who gave the **latest approval in this
                        run**, and applies the form that stops. The register says no unless the policy is in review, was watched
                        long enough, has no unexplained hits (or an override with a reason), and the approver may approve and has
                        not made the policy alone. Policies that are still watched fail it with `crs.early` before anything
                        is done: lead that error to a wait and back to this node.

                        *Break glass* enforces at once for a limited time, by a person with that right; afterwards the policy goes
                        back to review by itself.

                        Undo gives clusters back the form from before.
                        """,
                        List.of("enforce", "activate", "sigkill", "break glass"),
                        KubernetesConnection.ID,
                        errors(
                                Map.of(
                                        "crs.no-approval",
                                        "Nobody has approved anything in this run; put an approval before this node.",
                                        "crs.refused",
                                        "The register says no; the message says why.",
                                        "crs.early",
                                        "A policy has not been watched for long enough yet; nothing was done.",
                                        "crs.changed",
                                        "New findings have changed the policy since this was planned.",
                                        "crs.invalid",
                                        "A field cannot be understood.")),
                        PERMISSIONS)
                .serving(Purpose.CONTAIN);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Plan<RolloutPlan> plan(Config config, NodeContext context) throws NodeFailure {
        var moves = Promotion.of(config.reason(), config.override(), config.breakGlass());
        var wanted = new ArrayList<PolicyRecord>();
        for (var policy : policies.load(config.policies(), context)) {
            if (policy.enforce().isEmpty()) {
                throw NodeFailure.permanent(
                        "crs.refused",
                        NodeFailure.Fault.USER,
                        "Policy '"
                                + policy.id()
                                + "' has no form that stops things: "
                                + policy.whyNot());
            }
            if (moves.breakGlass().isZero() && !context.dryRun()) {
                refuseWatched(policy);
            }
            wanted.add(
                    policy.status().enforcing()
                            ? policy
                            : RolloutPlan.as(policy, PolicyStatus.ENFORCEMENT));
        }
        return rollout()
                .plan(new Rollout.Order(wanted, List.of(), false, true, moves.write()), context);
    }

    /// Before anything is locked or moved, so that what waits for time holds nobody up and no half
    /// of it is done. A dry run shows what would be done in the end.
    private static void refuseWatched(PolicyRecord policy) throws NodeFailure {
        if (policy.status() == PolicyStatus.AUDIT) {
            throw NodeFailure.permanent(
                    "crs.early",
                    NodeFailure.Fault.USER,
                    "Expected policy '"
                            + policy.id()
                            + "' to be in review, found it still watched"
                            + policy.auditSince().map(at -> " since " + at).orElse("")
                            + "; it comes into review by itself when the installation's minimum"
                            + " audit is over, try again then.");
        }
    }

    /// First the register, then the clusters: nothing is enforced that it has not allowed.
    @Override
    public RolloutOutput execute(RolloutPlan plan, NodeContext context) throws NodeFailure {
        var promotion = Promotion.read(plan.reason());
        var by = approver(context);
        boolean moved = false;
        for (var planned : plan.policies()) {
            try {
                promote(plan, planned, promotion, by, context);
                moved = true;
            } catch (NodeFailure e) {
                throw moved ? e.partly() : e;
            }
        }
        return super.execute(plan, context);
    }

    private void promote(
            RolloutPlan plan,
            RolloutPlan.Planned planned,
            Promotion promotion,
            By by,
            NodeContext context)
            throws NodeFailure {
        var now = policies.register().find(plan.project(), planned.id());
        if (now.filter(p -> p.generation() == planned.generation()).isEmpty()) {
            throw NodeFailure.permanent(
                    "crs.changed",
                    NodeFailure.Fault.USER,
                    "Expected policy '"
                            + planned.id()
                            + "' to be as it was approved, found another generation; look at it again.");
        }
        if (!now.get().status().enforcing()) {
            var moved =
                    policies.register()
                            .move(
                                    plan.project(),
                                    planned.id(),
                                    promotion.move(context.now()),
                                    by,
                                    plan.effect() + ":" + planned.id());
            Policies.done(moved, planned.id());
        }
    }

    private By approver(NodeContext context) throws NodeFailure {
        return policies.approver(context)
                .orElseThrow(() ->
                        NodeFailure.permanent(
                                "crs.no-approval",
                                NodeFailure.Fault.USER,
                                "Expected a person to have approved in this run, found none; put an"
                                        + " approval before 'Promote policies'."));
    }

    /// How they are to be promoted, as it travels in the plan.
    private record Promotion(String reason, String override, java.time.Duration breakGlass) {
        static Promotion of(String reason, String override, String breakGlass) throws NodeFailure {
            if (reason.isBlank()) {
                throw invalid("reason", "some words", reason);
            }
            try {
                var time =
                        breakGlass.isBlank()
                                ? java.time.Duration.ZERO
                                : java.time.Duration.parse(breakGlass);
                return new Promotion(reason.strip(), override.strip(), time);
            } catch (java.time.DateTimeException e) {
                throw invalid("breakGlass", "a duration such as PT4H", breakGlass);
            }
        }

        private static NodeFailure invalid(String field, String expected, String found) {
            return NodeFailure.permanent(
                    "crs.invalid",
                    NodeFailure.Fault.USER,
                    "Expected '" + field + "' to be " + expected + ", found '" + found + "'.");
        }

        String write() {
            return io.sluice.nodes.support.Json.write(
                    Map.of(
                            "reason", reason,
                            "override", override,
                            "breakGlass", breakGlass.toString()));
        }

        static Promotion read(String text) {
            var tree =
                    io.sluice.nodes.support.Json.parse(text)
                            .orElseThrow(() -> new IllegalStateException("Expected a promotion"));
            return new Promotion(
                    tree.path("reason").asString(""),
                    tree.path("override").asString(""),
                    java.time.Duration.parse(tree.path("breakGlass").asString("PT0S")));
        }

        Move move(java.time.Instant now) {
            @Nullable String because = override.isEmpty() ? null : override;
            return breakGlass.isZero()
                    ? new Move.Promote(reason, Optional.ofNullable(because))
                    : new Move.BreakGlass(reason, now.plus(breakGlass));
        }
    }
}
