package io.sluice.nodes.kubernetes;

import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.Decision.RefusalCode;
import io.sluice.policy.lifecycle.Move;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.ClusterState;
import io.sluice.policy.register.Draft;
import io.sluice.policy.register.Moved;
import io.sluice.policy.register.PolicyKey;
import io.sluice.policy.register.PolicyKind;
import io.sluice.policy.register.PolicyRecord;
import io.sluice.policy.register.PolicyRegister;
import io.sluice.policy.register.Registered;
import io.sluice.policy.register.Tuning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A register in memory: keeps what it is told, allows what a test has opened.
final class KeptPolicies implements PolicyRegister {
    static final String PROJECT = "default";
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private final Map<String, PolicyRecord> records = new LinkedHashMap<>();
    final List<ClusterState> told = new ArrayList<>();
    final List<String> moves = new ArrayList<>();
    Set<String> approvers = Set.of("ann");

    PolicyRecord keep(
            String id, PolicyStatus status, Manifest audit, Manifest enforce, String... clusters) {
        return put(
                id,
                status,
                1,
                List.of(clusters),
                new PolicyKey(clusters[0], audit.namespace(), "web", "imds", PolicyKind.TRACING),
                Optional.of(audit),
                Optional.of(enforce),
                Tuning.NONE);
    }

    private PolicyRecord put(
            String id,
            PolicyStatus status,
            int generation,
            List<String> clusters,
            PolicyKey key,
            Optional<Manifest> audit,
            Optional<Manifest> enforce,
            Tuning tuning) {
        var record =
                new PolicyRecord(
                        id,
                        PROJECT,
                        key,
                        "T1552.005",
                        status,
                        generation,
                        1,
                        clusters,
                        audit,
                        enforce,
                        Optional.empty(),
                        enforce.isPresent() ? "" : "none",
                        List.of(),
                        tuning,
                        Set.of(),
                        1,
                        NOW,
                        Optional.of(NOW),
                        Optional.of(NOW),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        records.put(id, record);
        return record;
    }

    PolicyRecord of(String id) {
        return find(PROJECT, id).orElseThrow();
    }

    PolicyRecord set(String id, PolicyStatus status) {
        var old = of(id);
        return put(
                id,
                status,
                old.generation(),
                old.clusters(),
                old.key(),
                old.audit(),
                old.enforce(),
                old.tuning());
    }

    List<ClusterState.Result> results() {
        return told.stream().map(ClusterState::result).toList();
    }

    @Override
    public List<Registered> generate(String project, List<Draft> drafts, By by) {
        var registered = new ArrayList<Registered>();
        for (var draft : drafts) {
            var known =
                    records.values().stream().filter(r -> r.key().equals(draft.key())).findFirst();
            boolean same =
                    known.filter(r ->
                                    r.audit().equals(draft.audit())
                                            && r.enforce().equals(draft.enforce()))
                            .isPresent();
            if (same) {
                registered.add(new Registered(known.get(), false));
            } else {
                var id = known.map(PolicyRecord::id).orElse("pol-" + (records.size() + 1));
                var generation = known.map(PolicyRecord::generation).orElse(0) + 1;
                registered.add(
                        new Registered(
                                put(
                                        id,
                                        draft.audit().or(draft::enforce).isPresent()
                                                ? PolicyStatus.GENERATED
                                                : PolicyStatus.DETECTED,
                                        generation,
                                        draft.clusters(),
                                        draft.key(),
                                        draft.audit(),
                                        draft.enforce(),
                                        Tuning.NONE),
                                true));
            }
        }
        return registered;
    }

    @Override
    public Optional<PolicyRecord> find(String project, String id) {
        return project.equals(PROJECT) ? Optional.ofNullable(records.get(id)) : Optional.empty();
    }

    @Override
    public List<PolicyRecord> ofCluster(String project, String cluster) {
        return records.values().stream().filter(r -> r.clusters().contains(cluster)).toList();
    }

    @Override
    public Moved move(String project, String id, Move move, By by, String key) {
        moves.add(move.code() + " " + id + " by " + by.person());
        return switch (move) {
            case Move.Promote _ when of(id).status() == PolicyStatus.AUDIT ->
                    new Moved.Refused(RefusalCode.TOO_EARLY, "Come back tomorrow.");
            case Move.Promote _ when of(id).status() != PolicyStatus.REVIEW ->
                    new Moved.Refused(RefusalCode.ILLEGAL, "A policy is promoted from review.");
            case Move.Promote _ when !approvers.contains(by.person()) ->
                    new Moved.Refused(RefusalCode.NO_RIGHT, "Ask somebody who may.");
            case Move.Promote _ -> new Moved.Done(set(id, PolicyStatus.ENFORCEMENT), false);
            case Move.BreakGlass _ -> new Moved.Done(set(id, PolicyStatus.ENFORCEMENT), false);
            case Move.Withdraw _ -> new Moved.Done(set(id, PolicyStatus.WITHDRAWN), false);
            default -> new Moved.Done(of(id), false);
        };
    }

    @Override
    public Moved tune(String project, String id, Tuning tuning, String reason, By by) {
        moves.add("tune " + id + " by " + by.person());
        var old = of(id);
        return new Moved.Done(
                put(
                        id,
                        PolicyStatus.TUNED,
                        old.generation() + 1,
                        old.clusters(),
                        old.key(),
                        old.audit().flatMap(tuning::on),
                        old.enforce().flatMap(tuning::on),
                        old.tuning().and(tuning)),
                false);
    }

    @Override
    public Optional<PolicyRecord> applied(String project, String id, ClusterState state) {
        told.add(state);
        return find(project, id);
    }
}
