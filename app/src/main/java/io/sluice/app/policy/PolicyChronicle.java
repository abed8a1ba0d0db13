package io.sluice.app.policy;

import io.sluice.codec.value.JsonValues;
import io.sluice.db.audit.AuditLog;
import io.sluice.db.policy.Policies;
import io.sluice.db.policy.PolicyEvents;
import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.run.Actor;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.Transition;
import io.sluice.policy.register.ClusterState;
import io.sluice.policy.register.PolicyRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes down what happens to policies: as their steps, in the audit log, and as events for those
/// who want to be told. Everything joins the caller's transaction.
@Component
class PolicyChronicle {
    private static final Set<String> GRAVE = Set.of("break-glass");
    private static final Set<String> STOPPING = Set.of("promote", "activate", "end-break-glass");

    private final Policies policies;
    private final AuditLog audit;
    private final PolicyEvents events;
    private final InstantSource clock;

    PolicyChronicle(Policies policies, AuditLog audit, PolicyEvents events, InstantSource clock) {
        this.policies = policies;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// A step in its life.
    ///
    /// @param key empty when the step may be made again
    void step(PolicyRecord after, Transition step, String key) {
        policies.step(after.id(), after.generation(), step, key);
        audit.append(
                new AuditEntry(
                        after.project(),
                        step.at(),
                        new Actor(step.by().kind(), step.by().person()),
                        "policy." + step.move(),
                        after.id(),
                        Map.of(
                                "from", step.from().name(),
                                "to", step.to().name(),
                                "generation", after.generation(),
                                "reason", step.reason())));
        var fields = about(after);
        fields.put("from", step.from().name());
        fields.put("to", step.to().name());
        fields.put("reason", step.reason());
        tell(
                after,
                step.at(),
                "policy." + step.move(),
                severity(step.move()),
                "is " + step.to().name().toLowerCase(java.util.Locale.ROOT),
                step.by(),
                fields);
    }

    private static int severity(String move) {
        return GRAVE.contains(move) ? 9 : STOPPING.contains(move) ? 6 : 3;
    }

    /// What is no step.
    ///
    /// @param action dotted: `policy.narrow`
    void note(PolicyRecord policy, By by, String action, String why) {
        var now = clock.instant();
        audit.append(
                new AuditEntry(
                        policy.project(),
                        now,
                        new Actor(by.kind(), by.person()),
                        action,
                        policy.id(),
                        Map.of("why", why)));
        var fields = about(policy);
        fields.put("reason", why);
        tell(policy, now, action, 3, why, by, fields);
    }

    /// What a cluster has of it, unless that was told before.
    ///
    /// @param before how clusters stood
    void report(PolicyRecord policy, Collection<ClusterState> before, ClusterState state) {
        if (before.stream().anyMatch(one -> same(one, state))) {
            return;
        }
        var fields = about(policy);
        fields.put("generation", state.generation());
        fields.put("in", state.cluster());
        fields.put("result", state.result().code());
        fields.put("hash", state.hash());
        fields.put("message", state.message());
        switch (state.result()) {
            case AUDITING -> tell(policy, state, "applied", 3, "watches in ", fields);
            case ENFORCED -> tell(policy, state, "applied", 5, "stops things in ", fields);
            case REMOVED -> tell(policy, state, "removed", 3, "is gone from ", fields);
            case FAILED -> tell(policy, state, "failed", 6, "could not be brought to ", fields);
            case CONFLICT ->
                    tell(policy, state, "conflict", 6, "meets another's object in ", fields);
            case DRIFTED -> tell(policy, state, "drifted", 7, "was changed by others in ", fields);
        }
    }

    private static boolean same(ClusterState one, ClusterState other) {
        return one.cluster().equals(other.cluster())
                && one.generation() == other.generation()
                && one.result() == other.result()
                && one.hash().equals(other.hash())
                && one.message().equals(other.message());
    }

    private void tell(
            PolicyRecord policy,
            ClusterState state,
            String what,
            int severity,
            String words,
            Map<String, @Nullable Object> fields) {
        tell(
                policy,
                state.at(),
                "policy." + what,
                severity,
                words + state.cluster(),
                By.ENGINE,
                fields);
    }

    private void tell(
            PolicyRecord policy,
            Instant at,
            String type,
            int severity,
            String words,
            By by,
            Map<String, @Nullable Object> fields) {
        var key = policy.key();
        var event = new LinkedHashMap<String, @Nullable Object>();
        event.put("type", type);
        event.put("severity", severity);
        event.put(
                "title",
                "Policy for %s of %s/%s in %s: %s"
                        .formatted(
                                key.category(),
                                key.namespace(),
                                key.workload(),
                                key.cluster(),
                                words));
        event.put("actor", by.kind() + ":" + by.person());
        event.put("fields", fields);
        events.append(policy.project(), policy.id(), at, JsonValues.write(event));
    }

    private static Map<String, @Nullable Object> about(PolicyRecord policy) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("policy", policy.id());
        fields.put("cluster", policy.key().cluster());
        fields.put("namespace", policy.key().namespace());
        fields.put("workload", policy.key().workload());
        fields.put("category", policy.key().category());
        fields.put("technique", policy.technique());
        fields.put("kind", policy.key().kind().code());
        fields.put("generation", policy.generation());
        return fields;
    }
}
