package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Reconciliation;
import io.sluice.policy.register.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Makes policies narrower and sends them back to audit.
final class TunePolicies
        implements EffectNode<TunePolicies.Config, TunePolicies.Request, TunePolicies.Output> {
    record Config(
            @Field(title = "Policies", description = "Ids.", example = "[\"pol-7f3a\"]")
                    List<String> policies,
            @Field(
                            title = "Without programs",
                            description = "Whole paths that are not to be stopped.",
                            defaultValue = "[]",
                            example = "[\"/usr/bin/curl\"]")
                    List<String> withoutBinaries,
            @Field(
                            title = "Without values",
                            description =
                                    "Addresses, ranges and ports that are not to be looked for.",
                            defaultValue = "[]")
                    List<String> withoutValues,
            @Field(
                            title = "Labels",
                            description = "What pods must have besides.",
                            defaultValue = "{}",
                            widget = "key-value")
                    Map<String, String> labels,
            @Field(
                            title = "Container",
                            description = "Only this one; empty for all.",
                            defaultValue = "\"\"")
                    String container,
            @Field(title = "Reason") String reason) {
        Config {
            policies = List.copyOf(policies);
            withoutBinaries = List.copyOf(withoutBinaries);
            withoutValues = List.copyOf(withoutValues);
            labels = Map.copyOf(labels);
        }
    }

    record Request(
            String project,
            List<String> policies,
            List<String> withoutBinaries,
            List<String> withoutValues,
            Map<String, String> labels,
            String container,
            String reason) {
        Request {
            policies = List.copyOf(policies);
            withoutBinaries = List.copyOf(withoutBinaries);
            withoutValues = List.copyOf(withoutValues);
            labels = Map.copyOf(labels);
        }

        Tuning tuning() {
            return new Tuning(
                    Set.copyOf(withoutBinaries), Set.copyOf(withoutValues), labels, container);
        }
    }

    record Output(
            @Field(title = "Policies", description = "Ids; to be applied next.")
                    List<String> policies) {
        Output {
            policies = List.copyOf(policies);
        }
    }

    private final Policies policies;

    TunePolicies(Policies policies) {
        this.policies = policies;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "crs.tune",
                1,
                "Tune policies",
                RolloutNode.CATEGORY,
                "adjustments",
                "Makes policies narrower: fewer programs, addresses or pods. They are watched anew.",
                """
                Takes programs, addresses and ports out of the policies, demands labels besides, or picks one container. It can
                only make them narrower, stays in force when new findings extend them, and sends them back to audit. Nothing
                is changed in clusters until the policies are applied. It cannot be undone; a policy is made anew by new
                findings.
                """,
                List.of("false positive", "exclude", "narrow", "selector"),
                "",
                RolloutNode.errors(
                        Map.of(
                                "crs.invalid", "What is taken away cannot be understood.",
                                "crs.refused", "The register says no; the message says why.")),
                List.of());
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<Request> planType() {
        return Request.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }

    @Override
    public List<String> resources(Request plan) {
        return plan.policies().stream().map(id -> Policies.lockOf(plan.project(), id)).toList();
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.CONVERGENT;
    }

    @Override
    public Plan<Request> plan(Config config, NodeContext context) throws NodeFailure {
        var request =
                new Request(
                        policies.project(context),
                        config.policies(),
                        config.withoutBinaries(),
                        config.withoutValues(),
                        config.labels(),
                        config.container(),
                        config.reason());
        var tuning = request.tuning();
        var flaws = new ArrayList<>(tuning.flaws());
        if (config.reason().isBlank()) {
            flaws.add("reason: expected some words.");
        }
        if (tuning.equals(Tuning.NONE)) {
            flaws.add("Expected something to take away, found nothing.");
        }
        if (!flaws.isEmpty()) {
            throw NodeFailure.permanent(
                    "crs.invalid", NodeFailure.Fault.USER, String.join(" ", flaws));
        }
        var changes = new ArrayList<Change>();
        for (var policy : policies.load(config.policies(), context)) {
            changes.add(
                    new Change(
                            "tune",
                            policy.id(),
                            "tuning",
                            null,
                            what(tuning),
                            "Make policy " + policy.id() + " narrower and watch it anew"));
        }
        return new Plan<>(request, changes);
    }

    private static Map<String, Object> what(Tuning tuning) {
        var what = new TreeMap<String, Object>();
        what.put("withoutBinaries", List.copyOf(tuning.withoutBinaries()));
        what.put("withoutValues", List.copyOf(tuning.withoutValues()));
        what.put("labels", tuning.labels());
        what.put("container", tuning.container());
        return what;
    }

    /// Tuning twice by the same is tuning once.
    @Override
    public Output execute(Request plan, NodeContext context) throws NodeFailure {
        boolean tuned = false;
        for (var id : plan.policies()) {
            try {
                var now = policies.register().find(plan.project(), id);
                boolean so =
                        now.filter(p -> p.tuning().and(plan.tuning()).equals(p.tuning()))
                                .isPresent();
                if (!so) {
                    Policies.done(
                            policies.register()
                                    .tune(
                                            plan.project(),
                                            id,
                                            plan.tuning(),
                                            plan.reason(),
                                            policies.actor(context)),
                            id);
                }
                tuned = true;
            } catch (NodeFailure e) {
                throw tuned ? e.partly() : e;
            }
        }
        return new Output(plan.policies());
    }

    @Override
    public Reconciliation<Output> reconcile(Request plan, NodeContext context) {
        return new Reconciliation.NotApplied<>();
    }
}
