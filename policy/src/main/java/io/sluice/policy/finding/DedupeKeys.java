package io.sluice.policy.finding;

import io.sluice.policy.manifest.Fingerprint;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// By what a finding is known again, however it comes: by its id, and by what it is about. Two
/// findings are one if they share any key.
public final class DedupeKeys {
    private DedupeKeys() {}

    /// `id:` and the vendor's id, if there is one; `same:` and a hash over resource, category,
    /// process, destination and second of detection.
    public static List<String> of(Finding finding) {
        var keys = new ArrayList<String>(2);
        if (!finding.id().isEmpty()) {
            keys.add("id:" + finding.id());
        }
        keys.add("same:" + Fingerprint.of(String.join("\n", about(finding))));
        return List.copyOf(keys);
    }

    private static List<String> about(Finding finding) {
        var at = finding.workload();
        var to = finding.destination();
        return List.of(
                at.resource().isEmpty() ? at.namespace() + "/" + at.pod() : at.resource(),
                finding.category().toLowerCase(Locale.ROOT),
                finding.program().name().isEmpty()
                        ? finding.program().path()
                        : finding.program().name(),
                to.addresses() + ":" + to.port() + "/" + to.domain(),
                finding.detectedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
