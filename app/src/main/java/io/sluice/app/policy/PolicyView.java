package io.sluice.app.policy;

import io.sluice.db.policy.Policies;
import io.sluice.db.policy.PolicyHits;
import io.sluice.policy.lifecycle.Hits;
import io.sluice.policy.lifecycle.Offer;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.ClusterState;
import io.sluice.policy.register.PolicyRecord;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A policy as people see it.
///
/// @param status `detected`, `generated`, `audit`, `review`, `tuned`, `enforcement`, `active`,
///   `expired`, `withdrawn`
/// @param stopping whether clusters are to stop anything by it now, an earlier generation included
/// @param whyNot why it cannot stop anything; empty when it can
record PolicyView(
        String id,
        String cluster,
        List<String> clusters,
        String namespace,
        String workload,
        String category,
        String kind,
        String technique,
        String status,
        int generation,
        boolean stopping,
        String whyNot,
        List<String> notes,
        List<String> authors,
        int findings,
        Instant detectedAt,
        @Nullable Instant generatedAt,
        @Nullable Instant auditSince,
        @Nullable Instant enforcedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant breakGlassUntil) {

    static PolicyView of(PolicyRecord one) {
        return new PolicyView(
                one.id(),
                one.key().cluster(),
                one.clusters(),
                one.key().namespace(),
                one.key().workload(),
                one.key().category(),
                one.key().kind().code(),
                one.technique(),
                one.status().name().toLowerCase(Locale.ROOT),
                one.generation(),
                one.status().enforcing() || one.approved().isPresent(),
                one.whyNot(),
                one.notes(),
                one.authors().stream().sorted().toList(),
                one.findings(),
                one.detectedAt(),
                one.generatedAt().orElse(null),
                one.auditSince().orElse(null),
                one.enforcedAt().orElse(null),
                one.expiresAt().orElse(null),
                one.breakGlassUntil().orElse(null));
    }

    /// Everything about one.
    ///
    /// @param auditManifest YAML of the form that reports; null where there is none
    /// @param enforceManifest YAML of the form that stops; null where there is none
    /// @param moves what people can do with it, and why not
    record Whole(
            PolicyView policy,
            @Nullable String auditManifest,
            @Nullable String enforceManifest,
            TuningView tuning,
            List<ClusterView> clusterStates,
            List<StepView> transitions,
            HitsView hits,
            List<MoveView> moves) {}

    record TuningView(
            List<String> withoutBinaries,
            List<String> withoutValues,
            Map<String, String> labels,
            String container) {
        static TuningView of(PolicyRecord one) {
            var tuning = one.tuning();
            return new TuningView(
                    List.copyOf(tuning.withoutBinaries()),
                    List.copyOf(tuning.withoutValues()),
                    tuning.labels(),
                    tuning.container());
        }
    }

    /// @param current whether the cluster was asked to have the newest generation
    record ClusterView(
            String cluster, String result, boolean current, String message, @Nullable Instant at) {
        static ClusterView of(PolicyRecord policy, String cluster, List<ClusterState> states) {
            return states.stream()
                    .filter(state -> state.cluster().equals(cluster))
                    .findFirst()
                    .map(state ->
                            new ClusterView(
                                    cluster,
                                    state.result().code(),
                                    state.generation() == policy.generation(),
                                    state.message(),
                                    state.at()))
                    .orElseGet(() -> new ClusterView(cluster, "pending", false, "", null));
        }
    }

    record StepView(
            int generation,
            String from,
            String to,
            String move,
            String by,
            Instant at,
            String reason) {
        static StepView of(Policies.Step step) {
            var one = step.transition();
            return new StepView(
                    step.generation(),
                    one.from().name().toLowerCase(Locale.ROOT),
                    one.to().name().toLowerCase(Locale.ROOT),
                    one.move(),
                    one.by().person(),
                    one.at(),
                    one.reason());
        }
    }

    /// @param known whether anything tells of hits; when not, there is no count
    /// @param why why they are not known
    record HitsView(
            boolean known,
            String why,
            @Nullable Long total,
            @Nullable Long unexplained,
            @Nullable Long stopped,
            List<HitView> items) {
        static HitsView of(Hits hits, PolicyHits.Totals totals, List<PolicyHits.Item> items) {
            var views = items.stream().map(HitView::of).toList();
            return switch (hits) {
                case Hits.Unknown(var why) -> new HitsView(false, why, null, null, null, views);
                case Hits.Known(var total, var unexplained) ->
                        new HitsView(true, "", total, unexplained, totals.stopped(), views);
            };
        }
    }

    record HitView(
            String key,
            String cluster,
            String namespace,
            String pod,
            String binary,
            long count,
            long stopped,
            Instant firstAt,
            Instant lastAt,
            @Nullable String explainedBy,
            String explanation) {
        static HitView of(PolicyHits.Item item) {
            var group = item.group();
            return new HitView(
                    item.key(),
                    group.cluster(),
                    group.namespace(),
                    group.pod(),
                    group.binary(),
                    group.seen(),
                    group.stopped(),
                    group.firstAt(),
                    group.lastAt(),
                    item.explainedBy().orElse(null),
                    item.explanation());
        }
    }

    /// @param refusal a stable code; null when the move can be made
    record MoveView(
            String move, boolean allowed, @Nullable String refusal, @Nullable String message) {
        static MoveView of(Offer offer) {
            return offer.refused()
                    .map(no ->
                            new MoveView(
                                    offer.move(),
                                    false,
                                    no.code().name().toLowerCase(Locale.ROOT),
                                    no.message()))
                    .orElseGet(() -> new MoveView(offer.move(), true, null, null));
        }
    }

    static @Nullable String yaml(java.util.Optional<Manifest> manifest) {
        return manifest.map(Manifest::toYaml).orElse(null);
    }
}
