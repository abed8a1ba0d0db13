package io.sluice.policy.lifecycle;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What a decision about a policy depends on.
///
/// @param enforceable whether there is a form that stops
/// @param whyNot why there is none; empty when there is
/// @param authors the persons who generated or tuned it
/// @param auditSince since when the clusters have the form that reports
/// @param breakGlassUntil while it is enforced without an approval
public record Standing(
        PolicyStatus status,
        boolean enforceable,
        String whyNot,
        Set<String> authors,
        Optional<Instant> auditSince,
        Optional<Instant> expiresAt,
        Optional<Instant> breakGlassUntil,
        Hits hits) {
    public Standing {
        authors = Set.copyOf(authors);
    }
}
