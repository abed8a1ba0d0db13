package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.kubernetes.Clusters.Outcome;
import io.sluice.nodes.kubernetes.RolloutPlan.Planned;
import io.sluice.policy.register.ClusterState;
import io.sluice.policy.register.PolicyRecord;
import io.sluice.policy.register.Target;
import io.sluice.policy.tracing.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Brings policies to their clusters: plans by reading, carries out, finds out what became of it,
/// and tells the register. Carrying out twice does no harm.
record Rollout(KubernetesConnector connector, Policies policies) {
    /// The form of what an undo has given back.
    static final String UNDONE = "undone";

    /// What is wanted.
    ///
    /// @param only connections of the clusters to go to; empty for those each policy is for
    /// @param repair whether drift is taken back
    /// @param strict whether a cluster that fails makes the step fail
    record Order(
            List<PolicyRecord> policies,
            List<String> only,
            boolean repair,
            boolean strict,
            String reason) {}

    Plan<RolloutPlan> plan(Order order, NodeContext context) throws NodeFailure {
        var planned = new ArrayList<Planned>();
        var byCluster = new LinkedHashMap<String, List<PolicyRecord>>();
        for (var policy : order.policies()) {
            var clusters = clusters(policy, order.only());
            planned.add(
                    new Planned(policy.id(), policy.generation(), form(policy.target()), clusters));
            clusters.forEach(
                    name -> byCluster.computeIfAbsent(name, _ -> new ArrayList<>()).add(policy));
        }
        var effect = context.effectKey();
        var clusters = new Clusters(connector, context);
        var outcomes =
                clusters.<List<Step>>each(
                        List.copyOf(byCluster.keySet()),
                        cluster ->
                                clusters.shared(
                                        cluster,
                                        byCluster.getOrDefault(cluster.name(), List.of()),
                                        (own, some) ->
                                                new Planner(own, effect, order.repair())
                                                        .steps(some)));
        var steps = new ArrayList<Step>();
        for (var name : byCluster.keySet()) {
            switch (outcomes.get(name)) {
                case Outcome.Done<List<Step>>(var found) -> steps.addAll(found);
                case Outcome.Failed<List<Step>>(var failure) ->
                        byCluster.getOrDefault(name, List.of()).stream()
                                .flatMap(
                                        policy -> unreached(policy, name, effect, failure).stream())
                                .forEach(steps::add);
                case null -> throw new IllegalStateException("Expected an outcome for " + name);
            }
        }
        var project = policies.project(context);
        var request =
                new RolloutPlan(project, effect, order.reason(), order.strict(), planned, steps);
        requireOne(request, context);
        return new Plan<>(request, changes(steps));
    }

    private static List<String> clusters(PolicyRecord policy, List<String> only)
            throws NodeFailure {
        for (var name : only) {
            if (!policy.clusters().contains(name)) {
                throw NodeFailure.permanent(
                        "crs.wrong-cluster",
                        NodeFailure.Fault.USER,
                        "Expected a cluster of policy '"
                                + policy.id()
                                + "' "
                                + policy.clusters()
                                + ", found '"
                                + name
                                + "'; name one of these, or none for all.");
            }
        }
        return only.isEmpty() ? policy.clusters() : only;
    }

    static String form(Target target) {
        if (target.present().isEmpty()) {
            return "none";
        }
        return target.form() == Form.ENFORCE ? "enforce" : "audit";
    }

    /// What a cluster that cannot be asked needs. Nothing is deleted there unseen.
    private static List<Step> unreached(
            PolicyRecord policy, String cluster, String effect, NodeFailure why) {
        var target = policy.target();
        var steps = new ArrayList<Step>();
        for (var manifest : target.present()) {
            steps.add(
                    why.retryable()
                            ? Planner.late(policy.id(), cluster, manifest, effect, why)
                            : Planner.impossible(policy.id(), cluster, Planner.ref(manifest), why));
        }
        for (var absent : target.absent()) {
            var ref = Planner.ref(absent);
            if (why.retryable()) {
                steps.add(Planner.late(policy.id(), cluster, ref, why));
            } else if (target.present().isEmpty()) {
                steps.add(Planner.impossible(policy.id(), cluster, ref, why));
            }
        }
        return steps;
    }

    /// When nothing at all can be done, the register is told so, and the reason of the first is the
    /// step's own: of one that may pass, if there is one.
    private void requireOne(RolloutPlan plan, NodeContext context) throws NodeFailure {
        var steps = plan.steps();
        var late = steps.stream().filter(s -> s.action() == Step.Action.LATE).findFirst();
        boolean hopeless =
                !steps.isEmpty()
                        && steps.stream()
                                .allMatch(s ->
                                        s.action() == Step.Action.IMPOSSIBLE
                                                || s.action() == Step.Action.LATE);
        if (!hopeless) {
            return;
        }
        if (!context.dryRun()) {
            var results =
                    steps.stream()
                            .map(s -> PolicyResult.of(s, "failed", s.code(), s.message()))
                            .toList();
            tell(plan, results, context);
        }
        var first = late.orElse(steps.getFirst());
        throw late.isPresent()
                ? NodeFailure.retryable(first.code(), NodeFailure.Fault.PROVIDER, first.message())
                : NodeFailure.permanent(first.code(), NodeFailure.Fault.USER, first.message());
    }

    private static List<Change> changes(List<Step> steps) {
        return steps.stream()
                .filter(step -> step.action().writes())
                .map(step -> {
                    var place = step.ref().text() + " in cluster '" + step.cluster() + "'";
                    var verb =
                            switch (step.action()) {
                                case CREATE -> "Create ";
                                case LATE -> "The cluster does not answer now; later: ";
                                case UPDATE -> "Change ";
                                case REPAIR -> "Take back what somebody else changed in ";
                                case DELETE -> "Delete ";
                                case NEUTRALISE -> "Make match nothing: ";
                                case NONE, DRIFTED, CONFLICT, IMPOSSIBLE -> "";
                            };
                    return new Change(
                            step.action() == Step.Action.DELETE ? "delete" : "apply",
                            step.cluster() + ": " + step.ref().text(),
                            "spec",
                            step.before() == null ? null : step.before().get("spec"),
                            step.object() == null ? null : step.object().get("spec"),
                            verb + place);
                })
                .toList();
    }

    RolloutOutput execute(RolloutPlan plan, NodeContext context) throws NodeFailure {
        var byCluster = new LinkedHashMap<String, List<Step>>();
        plan.steps()
                .forEach(step ->
                        byCluster
                                .computeIfAbsent(step.cluster(), _ -> new ArrayList<>())
                                .add(step));
        var tries = new HashMap<String, List<Attempt>>();
        var clusters = new Clusters(connector, context);
        clusters.<List<Attempt>>each(
                        List.copyOf(byCluster.keySet()),
                        cluster ->
                                clusters.shared(
                                        cluster,
                                        byCluster.getOrDefault(cluster.name(), List.of()),
                                        Rollout::attempts))
                .forEach((name, outcome) ->
                        tries.put(
                                name,
                                switch (outcome) {
                                    case Outcome.Done<List<Attempt>>(var all) -> all;
                                    case Outcome.Failed<List<Attempt>>(var failure) ->
                                            byCluster.getOrDefault(name, List.of()).stream()
                                                    .map(step -> Attempt.failed(step, failure))
                                                    .toList();
                                }));
        var attempts =
                byCluster.keySet().stream()
                        .flatMap(name -> Attempt.worthTelling(tries.getOrDefault(name, List.of())))
                        .toList();
        var results = attempts.stream().map(Attempt::result).toList();
        tell(plan, results, context);
        Failures.throwFor(plan, attempts);
        return RolloutOutput.of(plan.policies().stream().map(Planned::id).toList(), results);
    }

    /// A cluster that has fallen silent, or asks for a pause, is not asked for the rest.
    private static List<Attempt> attempts(Cluster cluster, List<Step> steps) {
        var performer = new Performer(cluster);
        var attempts = new ArrayList<Attempt>();
        Optional<NodeFailure> silent = Optional.empty();
        for (var step : steps) {
            if (silent.isPresent() && step.action().writes()) {
                attempts.add(Attempt.untried(step, silent.get()));
                continue;
            }
            try {
                attempts.add(new Attempt(step, performer.perform(step), Optional.empty()));
            } catch (NodeFailure e) {
                attempts.add(Attempt.failed(step, e));
                silent = Optional.of(e).filter(NodeFailure::retryable);
            }
        }
        return attempts;
    }

    /// Tells the register how each policy stands in each cluster.
    private void tell(RolloutPlan plan, List<PolicyResult> results, NodeContext context)
            throws NodeFailure {
        for (var policy : plan.policies()) {
            for (var cluster : policy.clusters()) {
                var here =
                        results.stream()
                                .filter(r ->
                                        r.policy().equals(policy.id())
                                                && r.cluster().equals(cluster))
                                .toList();
                var hash =
                        plan.steps().stream()
                                .filter(s ->
                                        s.policy().equals(policy.id())
                                                && s.cluster().equals(cluster))
                                .map(Step::hash)
                                .filter(h -> !h.isEmpty())
                                .findFirst()
                                .orElse("");
                policies.register()
                        .applied(
                                plan.project(),
                                policy.id(),
                                state(policy, cluster, hash, here, context));
            }
        }
    }

    private static ClusterState state(
            Planned policy,
            String cluster,
            String hash,
            List<PolicyResult> here,
            NodeContext context) {
        if (policy.form().equals(UNDONE)) {
            return new ClusterState(
                    cluster,
                    policy.generation(),
                    "",
                    ClusterState.Result.FAILED,
                    "Undone: the cluster has what it had before.",
                    context.now());
        }
        var open = here.stream().filter(r -> !r.done()).findFirst();
        var result =
                open.map(r ->
                                switch (r.state()) {
                                    case "conflict" -> ClusterState.Result.CONFLICT;
                                    case "drifted" -> ClusterState.Result.DRIFTED;
                                    default -> ClusterState.Result.FAILED;
                                })
                        .orElseGet(() ->
                                switch (policy.form()) {
                                    case "enforce" -> ClusterState.Result.ENFORCED;
                                    case "audit" -> ClusterState.Result.AUDITING;
                                    default -> ClusterState.Result.REMOVED;
                                });
        var message =
                open.or(() -> here.stream().filter(r -> !r.message().isEmpty()).findFirst())
                        .map(PolicyResult::message)
                        .orElse("");
        boolean has = result.done() && result != ClusterState.Result.REMOVED;
        return new ClusterState(
                cluster, policy.generation(), has ? hash : "", result, message, context.now());
    }

    Reconciliation<RolloutOutput> reconcile(RolloutPlan plan, NodeContext context)
            throws NodeFailure {
        var open = new LinkedHashSet<Step>();
        var names =
                plan.steps().stream()
                        .filter(s -> s.action().writes())
                        .map(Step::cluster)
                        .distinct()
                        .toList();
        var outcomes =
                new Clusters(connector, context)
                        .<Set<Step>>each(names, cluster -> undone(cluster, plan));
        for (var outcome : outcomes.entrySet()) {
            switch (outcome.getValue()) {
                case Outcome.Done<Set<Step>>(var steps) -> open.addAll(steps);
                case Outcome.Failed<Set<Step>> _ ->
                        plan.steps().stream()
                                .filter(s -> s.cluster().equals(outcome.getKey()))
                                .forEach(open::add);
            }
        }
        if (!open.isEmpty()) {
            return new Reconciliation.NotApplied<>();
        }
        return new Reconciliation.Applied<>(execute(adopted(plan), context));
    }

    private static Set<Step> undone(Cluster cluster, RolloutPlan plan) throws NodeFailure {
        var performer = new Performer(cluster);
        var undone = new LinkedHashSet<Step>();
        for (var step : plan.steps()) {
            if (step.cluster().equals(cluster.name()) && !performer.isDone(step)) {
                undone.add(step);
            }
        }
        return undone;
    }

    /// The plan of which all has been done: nothing is written for it any more.
    private static RolloutPlan adopted(RolloutPlan plan) {
        return new RolloutPlan(
                plan.project(),
                plan.effect(),
                plan.reason(),
                plan.strict(),
                plan.policies(),
                plan.steps().stream()
                        .filter(step -> plan.steps().stream().noneMatch(step::isAsideOf))
                        .map(Rollout::settled)
                        .toList());
    }

    private static Step settled(Step step) {
        return step.action().writes()
                ? new Step(
                        step.policy(),
                        step.cluster(),
                        step.ref(),
                        Step.Action.NONE,
                        step.object(),
                        step.hash(),
                        step.before(),
                        List.of(),
                        step.differences(),
                        "",
                        step.message())
                : step;
    }
}
