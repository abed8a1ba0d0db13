package io.sluice.policy.finding;

import java.time.Instant;
import java.util.List;

/// One detection, read and cleaned: every text is bounded and free of control characters, every
/// name is a valid one.
///
/// @param id the vendor's id of it (`uuid` when polled, `eventId` when pushed), or empty
/// @param category as the vendor writes it: unknown ones are kept
/// @param severity 1 (low) to 5 (critical)
/// @param detectedAt when it was detected; when the vendor does not say, when it was received
/// @param techniques ATT&CK techniques, such as `T1552.005`
public record Finding(
        String id,
        Source source,
        String category,
        int severity,
        Instant detectedAt,
        Workload workload,
        Program program,
        Destination destination,
        List<String> techniques,
        String message,
        Cloud cloud) {
    public Finding {
        techniques = List.copyOf(techniques);
    }

    /// The same detection, its workload found in the cluster.
    public Finding at(Workload located) {
        return new Finding(
                id,
                source,
                category,
                severity,
                detectedAt,
                located,
                program,
                destination,
                techniques,
                message,
                cloud);
    }
}
