package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.kubernetes.Step.Action;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.PolicyRecord;
import io.sluice.policy.register.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Works out what one cluster needs for a policy, by reading and dry runs only.
///
/// @param repair whether drift is taken back, or only told
record Planner(Cluster cluster, String effect, boolean repair) {
    List<Step> steps(List<PolicyRecord> policies) throws NodeFailure {
        var steps = new ArrayList<Step>();
        for (var policy : policies) {
            steps.addAll(steps(policy, policy.target()));
        }
        return steps;
    }

    private List<Step> steps(PolicyRecord policy, Target target) throws NodeFailure {
        var steps = new ArrayList<Step>();
        for (var manifest : target.present()) {
            steps.add(present(policy.id(), manifest));
        }
        for (var absent : target.absent()) {
            var step = absent(policy.id(), ref(absent));
            if (step.action() != Action.NONE || target.present().isEmpty()) {
                steps.add(step);
            }
        }
        return steps;
    }

    static Ref ref(Target.Ref ref) {
        return new Ref(ref.apiVersion(), ref.kind(), ref.namespace(), ref.name());
    }

    static Ref ref(Manifest manifest) {
        return ref(Target.Ref.of(manifest));
    }

    private Step present(String policy, Manifest manifest) throws NodeFailure {
        var ref = ref(manifest);
        var wanted = Live.marked(manifest.object(), policy, effect);
        try {
            return step(policy, ref, wanted, Comparison.of(cluster, ref, wanted, false));
        } catch (NodeFailure e) {
            if (e.retryable()) {
                throw e;
            }
            return impossible(policy, cluster.name(), ref, e);
        }
    }

    static Step impossible(String policy, String cluster, Ref ref, NodeFailure why) {
        return new Step(
                policy,
                cluster,
                ref,
                Action.IMPOSSIBLE,
                null,
                "",
                null,
                List.of(),
                List.of(),
                why.code(),
                why.getMessage());
    }

    /// A cluster that does not answer now.
    static Step late(
            String policy, String cluster, Manifest manifest, String effect, NodeFailure why) {
        return new Step(
                policy,
                cluster,
                ref(manifest),
                Action.LATE,
                Live.marked(manifest.object(), policy, effect),
                manifest.hash(),
                null,
                List.of(),
                List.of(),
                why.code(),
                why.getMessage());
    }

    /// The same, for an object that is to go: it goes when it has been looked at.
    static Step late(String policy, String cluster, Ref ref, NodeFailure why) {
        return new Step(
                policy,
                cluster,
                ref,
                Action.LATE,
                null,
                "",
                null,
                List.of(),
                List.of(),
                why.code(),
                why.getMessage());
    }

    private Step step(
            String policy, Ref ref, Map<String, @Nullable Object> wanted, Comparison found) {
        var action =
                switch (found.state()) {
                    case MISSING -> Action.CREATE;
                    case SAME -> Action.NONE;
                    case CHANGED -> Action.UPDATE;
                    case DRIFTED -> repair ? Action.REPAIR : Action.DRIFTED;
                    case CONFLICT -> Action.CONFLICT;
                };
        var message =
                switch (found.state()) {
                    case MISSING, SAME, CHANGED -> "";
                    case DRIFTED -> "Changed by somebody else: " + found.summary() + ".";
                    case CONFLICT -> conflict(found);
                };
        return new Step(
                policy,
                cluster.name(),
                ref,
                action,
                wanted,
                new Live(wanted).hash(),
                found.live().map(Live::restorable).orElse(null),
                found.foreign(),
                found.differences(),
                found.state() == Comparison.State.CONFLICT ? "kubernetes.conflict" : "",
                message);
    }

    private static String conflict(Comparison found) {
        var whose =
                found.live()
                        .filter(Live::ours)
                        .map(live -> "belongs to policy '" + live.policy() + "'")
                        .orElse("was not made by this product");
        return "An object of this name is there and "
                + whose
                + ": "
                + (found.summary().isEmpty() ? "its spec is the same" : found.summary())
                + ". It was left alone; remove or rename it, then run this again.";
    }

    private Step absent(String policy, Ref ref) throws NodeFailure {
        try {
            return absent(policy, ref, cluster.find(ref).map(Live::new));
        } catch (NodeFailure e) {
            if (e.retryable()) {
                throw e;
            }
            return impossible(policy, cluster.name(), ref, e);
        }
    }

    /// Somebody else's object of the name stays, and another policy's: what this one never made
    /// need not go.
    private Step absent(String policy, Ref ref, Optional<Live> live) throws NodeFailure {
        if (live.isEmpty() || !live.get().belongsTo(policy)) {
            return gone(policy, ref, Action.NONE, live, null, "");
        }
        if (cluster.may("delete", ref.objectKind(), ref.namespace())) {
            return gone(policy, ref, Action.DELETE, live, null, "");
        }
        if (Neutral.is(live.get().object())) {
            return gone(policy, ref, Action.NONE, live, null, "");
        }
        return gone(
                policy,
                ref,
                Action.NEUTRALISE,
                live,
                Live.marked(Neutral.of(ref, live.get()), policy, effect),
                "The account's role lacks 'delete' on "
                        + ref.objectKind().plural()
                        + ": the object stays, changed so that it matches nothing. Give the role 'delete' to have it removed.");
    }

    private Step gone(
            String policy,
            Ref ref,
            Action action,
            Optional<Live> live,
            @Nullable Map<String, @Nullable Object> object,
            String message) {
        return new Step(
                policy,
                cluster.name(),
                ref,
                action,
                object,
                "",
                live.map(Live::restorable).orElse(null),
                List.of(),
                List.of(),
                "",
                message);
    }
}
