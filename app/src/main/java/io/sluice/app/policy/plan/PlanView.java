package io.sluice.app.policy.plan;

import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.PolicyRecord;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What handling findings would come to. Nothing of it has been stored.
///
/// @param from first moment that was asked for
/// @param findings how many there are
/// @param fresh how many of them were not handled before
/// @param policies that would be new or other than they are
/// @param skipped findings that no policy answers, the first of them
/// @param differences between what clusters have and what they are to have
/// @param inOrder whether nothing would change
record PlanView(
        Instant from,
        Instant to,
        int findings,
        int fresh,
        List<PlannedView> policies,
        List<Map<String, @Nullable Object>> skipped,
        List<String> notes,
        List<Map<String, @Nullable Object>> differences,
        boolean inOrder) {
    /// A policy as it would be.
    ///
    /// @param manifest what clusters would get, as YAML; empty when no policy can answer
    record PlannedView(
            String id,
            String cluster,
            String namespace,
            String workload,
            String category,
            String technique,
            String kind,
            int generation,
            int findings,
            String whyNot,
            List<String> notes,
            String manifest) {
        static PlannedView of(PolicyRecord policy) {
            return new PlannedView(
                    policy.id(),
                    policy.key().cluster(),
                    policy.key().namespace(),
                    policy.key().workload(),
                    policy.key().category(),
                    policy.technique(),
                    policy.key().kind().name().toLowerCase(Locale.ROOT),
                    policy.generation(),
                    policy.findings(),
                    policy.whyNot(),
                    policy.notes(),
                    policy.target().present().stream()
                            .map(Manifest::toYaml)
                            .collect(Collectors.joining("---\n")));
        }
    }

    /// What was begun.
    ///
    /// @param differences between what clusters had and what they are to have, before
    /// @param runs none when there was nothing to do
    record BegunView(
            Instant from,
            Instant to,
            int findings,
            int fresh,
            List<String> notes,
            List<Map<String, @Nullable Object>> differences,
            List<String> runs) {}
}
