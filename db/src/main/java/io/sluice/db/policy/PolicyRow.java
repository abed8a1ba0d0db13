package io.sluice.db.policy;

import io.sluice.db.Micros;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.PolicyKey;
import io.sluice.policy.register.PolicyKind;
import io.sluice.policy.register.PolicyRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A policy as a row: its columns, how it is written, and how it is read.
final class PolicyRow {
    static final String COLUMNS =
            """
            select id, project, cluster, namespace, workload, category, kind, technique, status,
                generation, version, clusters, audit_manifest, enforce_manifest, approved_manifest,
                why_not, notes, tuning, authors, findings, detected_at, generated_at, audit_since,
                enforced_at, expires_at, break_glass_until
            from crs_policy
            """;

    static final String INSERT =
            """
            insert into crs_policy (
                id, project, cluster, namespace, workload, category, kind, technique, status,
                generation, version, clusters, audit_manifest, enforce_manifest, approved_manifest,
                why_not, notes, tuning, authors, findings, detected_at, generated_at, audit_since,
                enforced_at, expires_at, break_glass_until, updated_at, object_name
            ) values (
                :id, :project, :cluster, :namespace, :workload, :category, :kind, :technique, :status,
                :generation, :next, :clusters, :audit, :enforce, :approved,
                :whyNot, :notes, :tuning, :authors, :findings, :detectedAt, :generatedAt, :auditSince,
                :enforcedAt, :expiresAt, :glass, :now, :object
            )
            """;

    static final String UPDATE =
            """
            update crs_policy set
                technique = :technique, status = :status, generation = :generation, version = :next,
                clusters = :clusters, audit_manifest = :audit, enforce_manifest = :enforce,
                approved_manifest = :approved, why_not = :whyNot, notes = :notes, tuning = :tuning,
                authors = :authors, findings = :findings, detected_at = :detectedAt,
                generated_at = :generatedAt, audit_since = :auditSince, enforced_at = :enforcedAt,
                expires_at = :expiresAt, break_glass_until = :glass, updated_at = :now,
                object_name = :object
            where id = :id and version = :version
            """;

    private PolicyRow() {}

    /// The record as it stands after it has been written.
    static PolicyRecord versioned(PolicyRecord one) {
        return new PolicyRecord(
                one.id(),
                one.project(),
                one.key(),
                one.technique(),
                one.status(),
                one.generation(),
                one.version() + 1,
                one.clusters(),
                one.audit(),
                one.enforce(),
                one.approved(),
                one.whyNot(),
                one.notes(),
                one.tuning(),
                one.authors(),
                one.findings(),
                one.detectedAt(),
                one.generatedAt(),
                one.auditSince(),
                one.enforcedAt(),
                one.expiresAt(),
                one.breakGlassUntil());
    }

    static Map<String, Object> values(PolicyRecord one, Instant now) {
        var values = new LinkedHashMap<String, Object>();
        values.put("id", one.id());
        values.put("project", one.project());
        values.put("cluster", one.key().cluster());
        values.put("namespace", one.key().namespace());
        values.put("workload", one.key().workload());
        values.put("category", one.key().category());
        values.put("kind", one.key().kind().name());
        values.put("technique", one.technique());
        values.put("status", one.status().name());
        values.put("generation", one.generation());
        values.put("version", one.version());
        values.put("next", one.version() + 1);
        values.put("clusters", PolicyJson.inOrder(one.clusters()));
        put(values, "audit", PolicyJson.orNull(one.audit()));
        put(values, "enforce", PolicyJson.orNull(one.enforce()));
        put(values, "approved", PolicyJson.orNull(one.approved()));
        values.put("whyNot", one.whyNot());
        values.put("notes", PolicyJson.inOrder(one.notes()));
        values.put("tuning", PolicyJson.write(one.tuning()));
        values.put("authors", PolicyJson.texts(one.authors()));
        values.put("findings", one.findings());
        values.put("detectedAt", Micros.of(one.detectedAt()));
        put(values, "generatedAt", Micros.orNull(one.generatedAt()));
        put(values, "auditSince", Micros.orNull(one.auditSince()));
        put(values, "enforcedAt", Micros.orNull(one.enforcedAt()));
        put(values, "expiresAt", Micros.orNull(one.expiresAt()));
        put(values, "glass", Micros.orNull(one.breakGlassUntil()));
        values.put("now", Micros.of(now));
        put(values, "object", one.audit().or(one::enforce).map(Manifest::name).orElse(null));
        return values;
    }

    /// Spring takes a missing value for null; the map's type does not allow one.
    @SuppressWarnings("NullAway")
    static void put(Map<String, Object> values, String name, @Nullable Object value) {
        values.put(name, value);
    }

    static PolicyRecord record(ResultSet row, int index) throws SQLException {
        return new PolicyRecord(
                row.getString(1),
                row.getString(2),
                new PolicyKey(
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        PolicyKind.valueOf(row.getString(7))),
                row.getString(8),
                PolicyStatus.valueOf(row.getString(9)),
                row.getInt(10),
                row.getLong(11),
                PolicyJson.texts(row.getString(12)),
                PolicyJson.manifest(row.getString(13)),
                PolicyJson.manifest(row.getString(14)),
                PolicyJson.manifest(row.getString(15)),
                row.getString(16),
                PolicyJson.texts(row.getString(17)),
                PolicyJson.tuning(row.getString(18)),
                new HashSet<>(PolicyJson.texts(row.getString(19))),
                row.getInt(20),
                Micros.instant(row.getLong(21)),
                Micros.optional((Number) row.getObject(22)),
                Micros.optional((Number) row.getObject(23)),
                Micros.optional((Number) row.getObject(24)),
                Micros.optional((Number) row.getObject(25)),
                Micros.optional((Number) row.getObject(26)));
    }
}
