package io.sluice.policy.register;

import io.sluice.policy.lifecycle.Hits;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.lifecycle.Standing;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.tracing.Form;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A policy as the register keeps it.
///
/// @param generation counts the policies that findings and people have made of it, from 1; 0 while
///   there is none
/// @param version counts the changes of this record
/// @param clusters connections of the clusters that are to have it
/// @param audit the newest generation's form that reports
/// @param enforce the newest generation's form that stops
/// @param approved what clusters go on enforcing while a newer generation is watched
/// @param whyNot why there is no form that stops, or no policy
/// @param authors persons who generated or tuned it
/// @param detectedAt of the first finding it answers
/// @param generatedAt of the newest generation
/// @param enforcedAt when clusters began to enforce it
public record PolicyRecord(
        String id,
        String project,
        PolicyKey key,
        String technique,
        PolicyStatus status,
        int generation,
        long version,
        List<String> clusters,
        Optional<Manifest> audit,
        Optional<Manifest> enforce,
        Optional<Manifest> approved,
        String whyNot,
        List<String> notes,
        Tuning tuning,
        Set<String> authors,
        int findings,
        Instant detectedAt,
        Optional<Instant> generatedAt,
        Optional<Instant> auditSince,
        Optional<Instant> enforcedAt,
        Optional<Instant> expiresAt,
        Optional<Instant> breakGlassUntil) {
    /// Ends the name of the object that watches while the generation before it is enforced.
    private static final String WATCHING = "-next";

    public PolicyRecord {
        clusters = List.copyOf(clusters);
        notes = List.copyOf(notes);
        authors = Set.copyOf(authors);
    }

    /// What a decision about it depends on.
    public Standing standing(Hits hits) {
        return new Standing(
                status,
                enforce.isPresent(),
                whyNot,
                authors,
                auditSince,
                expiresAt,
                breakGlassUntil,
                hits);
    }

    /// What its clusters are to have now.
    public Target target() {
        return switch (status) {
            case GENERATED, AUDIT, REVIEW, TUNED -> watching();
            case ENFORCEMENT, ACTIVE ->
                    new Target(
                            Form.ENFORCE,
                            enforce.stream().toList(),
                            audit.map(PolicyRecord::aside).map(Target.Ref::of).stream().toList());
            case DETECTED, EXPIRED, WITHDRAWN -> new Target(Form.AUDIT, List.of(), everything());
        };
    }

    private Target watching() {
        if (approved.isEmpty()) {
            return new Target(
                    Form.AUDIT,
                    audit.stream().toList(),
                    audit.isPresent()
                            ? List.of(Target.Ref.of(aside(audit.get())))
                            : enforce.map(Target.Ref::of).stream().toList());
        }
        var present = new ArrayList<Manifest>();
        present.add(approved.get());
        audit.map(PolicyRecord::aside).ifPresent(present::add);
        return new Target(Form.AUDIT, present, List.of());
    }

    private List<Target.Ref> everything() {
        var refs = new ArrayList<Target.Ref>();
        audit.or(() -> enforce).or(() -> approved).map(Target.Ref::of).ifPresent(refs::add);
        audit.map(PolicyRecord::aside).map(Target.Ref::of).ifPresent(refs::add);
        return refs;
    }

    private static Manifest aside(Manifest manifest) {
        return new Manifest(
                manifest.apiVersion(),
                manifest.kind(),
                manifest.name() + WATCHING,
                manifest.namespace(),
                manifest.labels(),
                manifest.annotations(),
                manifest.spec());
    }

    /// The policy an object in a cluster belongs to is named by its own name or this.
    public static String ownName(String objectName) {
        return objectName.endsWith(WATCHING)
                ? objectName.substring(0, objectName.length() - WATCHING.length())
                : objectName;
    }
}
