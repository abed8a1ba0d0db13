package io.sluice.policy.register;

import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.Move;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.manifest.Manifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a record becomes by what happens to it. Whether it may happen,
/// [io.sluice.policy.lifecycle.Lifecycle] says.
public final class PolicyChange {
    private PolicyChange() {}

    /// What was detected, before there is a policy for it.
    public static PolicyRecord detected(String id, String project, Draft draft) {
        return new PolicyRecord(
                id,
                project,
                draft.key(),
                draft.technique(),
                PolicyStatus.DETECTED,
                0,
                0,
                draft.clusters(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                draft.whyNot(),
                draft.notes(),
                Tuning.NONE,
                Set.of(),
                draft.findings(),
                draft.detectedAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Whether a draft says nothing that the record does not know, after what people have tuned
    /// away is taken from it. Labels and annotations do not count.
    public static boolean says(PolicyRecord record, Draft draft) {
        if (draft.audit().isEmpty() && draft.enforce().isEmpty()) {
            return true;
        }
        return !record.status().ended()
                && record.status() != PolicyStatus.DETECTED
                && record.clusters().containsAll(draft.clusters())
                && hash(record.audit()).equals(hash(tuned(record.tuning(), draft.audit())))
                && hash(record.enforce()).equals(hash(tuned(record.tuning(), draft.enforce())));
    }

    /// The next generation: what a draft says, after what people have tuned away is taken from it.
    /// What is enforced stays so until it is approved. A policy that had ended begins anew.
    public static PolicyRecord extended(PolicyRecord record, Draft draft, By by, Instant now) {
        boolean ended = record.status().ended();
        var clusters = new LinkedHashSet<>(ended ? List.of() : record.clusters());
        clusters.addAll(draft.clusters());
        var tuning = ended ? Tuning.NONE : record.tuning();
        return new PolicyRecord(
                record.id(),
                record.project(),
                record.key(),
                draft.technique(),
                PolicyStatus.GENERATED,
                record.generation() + 1,
                record.version(),
                new ArrayList<>(clusters),
                tuned(tuning, draft.audit()),
                tuned(tuning, draft.enforce()),
                goesOn(record),
                draft.whyNot(),
                draft.notes(),
                tuning,
                authors(ended ? Set.of() : record.authors(), by),
                record.generation() == 0 ? draft.findings() : record.findings() + draft.findings(),
                ended || draft.detectedAt().isBefore(record.detectedAt())
                        ? draft.detectedAt()
                        : record.detectedAt(),
                Optional.of(now),
                Optional.empty(),
                ended ? Optional.empty() : record.enforcedAt(),
                draft.lifetime().map(now::plus),
                ended ? Optional.empty() : record.breakGlassUntil());
    }

    private static Optional<Manifest> goesOn(PolicyRecord record) {
        if (record.status().ended()) {
            return Optional.empty();
        }
        return record.status().enforcing() ? record.enforce() : record.approved();
    }

    private static Set<String> authors(Set<String> before, By by) {
        var authors = new HashSet<>(before);
        if (by.kind().equals("user") || by.kind().equals("token")) {
            authors.add(by.person());
        }
        return authors;
    }

    private static Optional<Manifest> tuned(Tuning tuning, Optional<Manifest> manifest) {
        return manifest.flatMap(tuning::on);
    }

    private static Optional<String> hash(Optional<Manifest> manifest) {
        return manifest.map(Manifest::hash);
    }

    /// The same policy with less to look for, where it stands: nothing needs to be watched anew
    /// that was watched before. The caller answers for the draft being less of the same.
    public static PolicyRecord narrowed(PolicyRecord record, Draft less, Instant now) {
        return new PolicyRecord(
                record.id(),
                record.project(),
                record.key(),
                record.technique(),
                record.status(),
                record.generation(),
                record.version(),
                record.clusters(),
                tuned(record.tuning(), less.audit()),
                tuned(record.tuning(), less.enforce()),
                record.approved().isEmpty() ? Optional.empty() : less.enforce(),
                record.whyNot(),
                record.notes(),
                record.tuning(),
                record.authors(),
                record.findings(),
                record.detectedAt(),
                Optional.of(now),
                record.auditSince(),
                record.enforcedAt(),
                record.expiresAt(),
                record.breakGlassUntil());
    }

    /// The same policy, narrower; empty when nothing would be left of it or nothing be taken away.
    public static Optional<PolicyRecord> tuned(PolicyRecord record, Tuning tuning, By by) {
        var audit = tuned(tuning, record.audit());
        var enforce = tuned(tuning, record.enforce());
        boolean same =
                hash(audit).equals(hash(record.audit()))
                        && hash(enforce).equals(hash(record.enforce()));
        boolean gone =
                audit.isPresent() != record.audit().isPresent()
                        || (audit.isEmpty() && enforce.isEmpty());
        if (same || gone) {
            return Optional.empty();
        }
        return Optional.of(
                new PolicyRecord(
                        record.id(),
                        record.project(),
                        record.key(),
                        record.technique(),
                        PolicyStatus.TUNED,
                        record.generation() + 1,
                        record.version(),
                        record.clusters(),
                        audit,
                        enforce,
                        record.approved(),
                        enforce.isEmpty() && record.whyNot().isEmpty()
                                ? "Nothing that it could stop is left after it was tuned."
                                : record.whyNot(),
                        record.notes(),
                        record.tuning().and(tuning),
                        authors(record.authors(), by),
                        record.findings(),
                        record.detectedAt(),
                        record.generatedAt(),
                        Optional.empty(),
                        record.enforcedAt(),
                        record.expiresAt(),
                        record.breakGlassUntil()));
    }

    /// The record after a move that was allowed and changes no selectors.
    public static PolicyRecord after(PolicyRecord record, Move move, PolicyStatus to, Instant now) {
        return switch (move) {
            case Move.StartAudit _ -> at(record, to, record.approved(), Optional.of(now));
            case Move.Promote _ ->
                    glass(at(record, to, Optional.empty(), record.auditSince()), Optional.empty());
            case Move.BreakGlass(_, var until) ->
                    glass(
                            at(record, to, record.approved(), record.auditSince()),
                            Optional.of(until));
            case Move.Activate _ -> enforced(at(record, to), now);
            case Move.EndBreakGlass _ -> {
                // Behind an extended generation, what goes on being enforced is the broken glass's.
                var approved =
                        record.status().enforcing()
                                ? record.approved()
                                : Optional.<Manifest>empty();
                var since =
                        record.status().enforcing()
                                ? record.auditSince().or(() -> Optional.of(now))
                                : record.auditSince();
                yield glass(at(record, to, approved, since), Optional.empty());
            }
            case Move.Expire _, Move.Withdraw _ ->
                    glass(at(record, to, Optional.empty(), record.auditSince()), Optional.empty());
            case Move.Generate _, Move.Extend _, Move.Review _, Move.Tune _ -> at(record, to);
        };
    }

    /// The move that follows from what the clusters have, if one does: every cluster must have what
    /// the record says.
    public static Optional<Move> settled(PolicyRecord record, Collection<ClusterState> states) {
        Map<String, ClusterState> byCluster =
                states.stream()
                        .collect(Collectors.toMap(ClusterState::cluster, Function.identity()));
        var wanted =
                record.status().enforcing()
                        ? ClusterState.Result.ENFORCED
                        : ClusterState.Result.AUDITING;
        boolean all =
                record.clusters().stream()
                        .map(byCluster::get)
                        .allMatch(state ->
                                state != null
                                        && state.generation() == record.generation()
                                        && state.result() == wanted);
        if (!all) {
            return Optional.empty();
        }
        return switch (record.status()) {
            case GENERATED, TUNED -> Optional.of(new Move.StartAudit());
            case ENFORCEMENT -> Optional.of(new Move.Activate());
            case DETECTED, AUDIT, REVIEW, ACTIVE, EXPIRED, WITHDRAWN -> Optional.empty();
        };
    }

    private static PolicyRecord at(PolicyRecord record, PolicyStatus to) {
        return at(record, to, record.approved(), record.auditSince());
    }

    private static PolicyRecord at(
            PolicyRecord record,
            PolicyStatus to,
            Optional<Manifest> approved,
            Optional<Instant> auditSince) {
        return new PolicyRecord(
                record.id(),
                record.project(),
                record.key(),
                record.technique(),
                to,
                record.generation(),
                record.version(),
                record.clusters(),
                record.audit(),
                record.enforce(),
                approved,
                record.whyNot(),
                record.notes(),
                record.tuning(),
                record.authors(),
                record.findings(),
                record.detectedAt(),
                record.generatedAt(),
                auditSince,
                record.enforcedAt(),
                record.expiresAt(),
                record.breakGlassUntil());
    }

    private static PolicyRecord glass(PolicyRecord record, Optional<Instant> until) {
        return times(record, record.enforcedAt(), until);
    }

    private static PolicyRecord enforced(PolicyRecord record, Instant now) {
        return times(record, Optional.of(now), record.breakGlassUntil());
    }

    private static PolicyRecord times(
            PolicyRecord record, Optional<Instant> enforcedAt, Optional<Instant> glass) {
        return new PolicyRecord(
                record.id(),
                record.project(),
                record.key(),
                record.technique(),
                record.status(),
                record.generation(),
                record.version(),
                record.clusters(),
                record.audit(),
                record.enforce(),
                record.approved(),
                record.whyNot(),
                record.notes(),
                record.tuning(),
                record.authors(),
                record.findings(),
                record.detectedAt(),
                record.generatedAt(),
                record.auditSince(),
                enforcedAt,
                record.expiresAt(),
                glass);
    }
}
