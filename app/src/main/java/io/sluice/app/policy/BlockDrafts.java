package io.sluice.app.policy;

import io.sluice.app.problem.ApiProblem;
import io.sluice.db.policy.Blocks;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.Draft;
import io.sluice.policy.register.PolicyKey;
import io.sluice.policy.register.PolicyKind;
import io.sluice.policy.register.PolicyRecord;
import io.sluice.policy.tracing.AgentVersion;
import io.sluice.policy.tracing.BlockPolicies;
import io.sluice.policy.tracing.Form;
import io.sluice.policy.tracing.Generated;
import io.sluice.policy.tracing.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Blocks by hand as drafts for the register.
final class BlockDrafts {
    static final String CATEGORY = "manual-";

    private BlockDrafts() {}

    static Draft draft(
            BlockOrder order,
            String id,
            List<String> values,
            Instant now,
            Optional<Duration> lifetime) {
        var scope =
                new Scope(
                        order.cluster(),
                        order.namespace(),
                        order.workload().isEmpty() ? "*" : order.workload(),
                        order.labels(),
                        "");
        boolean ports = order.type().equals("port");
        var audit = generate(id, scope, ports, values, Form.AUDIT);
        var enforce = generate(id, scope, ports, values, Form.ENFORCE);
        var key =
                new PolicyKey(
                        order.cluster(),
                        order.namespace(),
                        scope.workload(),
                        CATEGORY + id,
                        PolicyKind.TRACING);
        return switch (enforce) {
            case Generated.Policy(var manifest, var notes) ->
                    draft(key, audit, Optional.of(manifest), "", notes, now, lifetime);
            case Generated.AuditOnly(_, var why, var notes) ->
                    draft(key, audit, Optional.empty(), why, notes, now, lifetime);
            case Generated.Impossible(var why) -> throw ApiProblem.badInput(why);
        };
    }

    private static Generated generate(
            String id, Scope scope, boolean ports, List<String> values, Form form) {
        return BlockPolicies.generate(
                new BlockPolicies.Order(
                        id,
                        scope,
                        ports ? List.of() : values,
                        ports ? values : List.of(),
                        form,
                        AgentVersion.OLDEST));
    }

    private static Draft draft(
            PolicyKey key,
            Generated audit,
            Optional<Manifest> enforce,
            String whyNot,
            List<String> notes,
            Instant now,
            Optional<Duration> lifetime) {
        Optional<Manifest> watching =
                audit instanceof Generated.Policy(var manifest, _)
                        ? Optional.of(manifest)
                        : Optional.empty();
        return new Draft(
                key,
                List.of(key.cluster()),
                "",
                watching,
                enforce,
                whyNot,
                notes,
                0,
                now,
                lifetime);
    }

    /// What is left of a policy when some of its values are taken back.
    static Draft narrowed(PolicyRecord policy, List<Blocks.Item> rest, Instant now) {
        var first = rest.getFirst();
        var order =
                new BlockOrder(
                        first.type(),
                        List.of(),
                        first.reason(),
                        false,
                        Optional.empty(),
                        policy.key().cluster(),
                        policy.key().namespace(),
                        policy.key().workload(),
                        labels(policy));
        return draft(
                order,
                first.request(),
                rest.stream().map(Blocks.Item::value).toList(),
                now,
                policy.expiresAt().map(at -> Duration.between(now, at)));
    }

    private static Map<String, String> labels(PolicyRecord policy) {
        var labels = new TreeMap<String, String>();
        policy.audit()
                .map(manifest -> manifest.spec().get("podSelector"))
                .filter(Map.class::isInstance)
                .map(selector -> ((Map<?, ?>) selector).get("matchLabels"))
                .filter(Map.class::isInstance)
                .ifPresent(found ->
                        ((Map<?, ?>) found)
                                .forEach((key, value) ->
                                        labels.put(String.valueOf(key), String.valueOf(value))));
        return labels;
    }
}
