package io.sluice.policy.register;

import io.sluice.policy.manifest.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A policy as a generator made it.
///
/// @param clusters connections of the clusters that are to have it, the key's own first
/// @param technique of MITRE ATT&CK; empty for one that a person asked for
/// @param audit the form that only reports; empty where the kind has none
/// @param enforce the form that stops; empty where there can be none
/// @param whyNot why there is no form that stops, or no policy at all; empty when there is one
/// @param notes for the person who reviews it
/// @param findings how many findings it answers
/// @param detectedAt of the earliest of them
/// @param lifetime how long it lives from its last generation on; empty for ever
public record Draft(
        PolicyKey key,
        List<String> clusters,
        String technique,
        Optional<Manifest> audit,
        Optional<Manifest> enforce,
        String whyNot,
        List<String> notes,
        int findings,
        Instant detectedAt,
        Optional<Duration> lifetime) {
    public Draft {
        clusters = List.copyOf(clusters);
        notes = List.copyOf(notes);
        if (enforce.isEmpty() && whyNot.isBlank()) {
            throw new IllegalArgumentException(
                    "Expected a draft without a form that stops to say why, found nothing; give"
                            + " whyNot.");
        }
    }
}
