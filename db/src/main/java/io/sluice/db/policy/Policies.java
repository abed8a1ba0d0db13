package io.sluice.db.policy;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.db.Page;
import io.sluice.db.Texts;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.lifecycle.Transition;
import io.sluice.policy.register.ClusterState;
import io.sluice.policy.register.PolicyKind;
import io.sluice.policy.register.PolicyRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Rows of policies, what their clusters have, and every step they took. Joins the caller's
/// transaction. What may happen to a policy is decided elsewhere; here a row is written only by who
/// has seen its newest version.
public final class Policies {
    private static final String STATES =
            """
            select cluster, generation, hash, result, message, at from crs_policy_cluster
            where policy_id = :policy order by cluster
            """;

    private static final String TRANSITIONS =
            """
            select generation, from_status, to_status, move, by_kind, by_name, at, reason
            from crs_policy_transition where policy_id = :policy order by id
            """;

    private static final String OF_CLUSTER =
            PolicyRow.COLUMNS.concat(
                    """
                    where project = :project and (cluster = :cluster or clusters like :part escape '!')
                        and (status in ('GENERATED', 'AUDIT', 'REVIEW', 'TUNED', 'ENFORCEMENT', 'ACTIVE')
                            or id in (
                                select policy_id from crs_policy_cluster
                                where cluster = :cluster and result <> 'REMOVED'
                            ))
                    order by id
                    """);

    private static final String DUE =
            PolicyRow.COLUMNS.concat(
                    """
                    where status not in ('DETECTED', 'EXPIRED', 'WITHDRAWN')
                        and (expires_at <= :now or break_glass_until <= :now
                            or (status = 'AUDIT' and audit_since <= :audited))
                    order by id limit :limit
                    """);

    private final JdbcClient jdbc;

    public Policies(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
    }

    /// Somebody else has changed the policy meanwhile; look at it anew.
    public static final class Stale extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stale(String id) {
            super("Policy " + id + " was changed meanwhile", null, false, false);
        }
    }

    /// Which policies.
    ///
    /// @param query part of the workload's or category's name
    public record Filter(
            String project,
            Optional<PolicyStatus> status,
            Optional<String> category,
            Optional<String> cluster,
            Optional<String> namespace,
            Optional<PolicyKind> kind,
            Optional<String> query) {
        public static Filter all(String project) {
            return new Filter(
                    project,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /// A step with the generation it was about.
    public record Step(int generation, Transition transition) {}

    /// Writes a record that is new: its version becomes 1.
    public PolicyRecord insert(PolicyRecord record, Instant now) {
        jdbc.sql(PolicyRow.INSERT).params(PolicyRow.values(record, now)).update();
        return PolicyRow.versioned(record);
    }

    /// Writes what has become of a record.
    ///
    /// @throws Stale if it is not of the version that is stored
    public PolicyRecord update(PolicyRecord record, Instant now) {
        if (jdbc.sql(PolicyRow.UPDATE).params(PolicyRow.values(record, now)).update() != 1) {
            throw new Stale(record.id());
        }
        return PolicyRow.versioned(record);
    }

    public Optional<PolicyRecord> find(String project, String id) {
        return jdbc.sql(PolicyRow.COLUMNS + "where project = :project and id = :id")
                .param("project", project)
                .param("id", id)
                .query(PolicyRow::record)
                .optional();
    }

    /// The same, and nobody else may change it until the transaction ends.
    public Optional<PolicyRecord> lock(String project, String id) {
        return jdbc.sql(PolicyRow.COLUMNS + "where project = :project and id = :id for update")
                .param("project", project)
                .param("id", id)
                .query(PolicyRow::record)
                .optional();
    }

    /// In the order of their ids, which is none for people: the page sorts.
    public Page<PolicyRecord> list(Filter filter, Optional<String> cursor, int limit) {
        int bounded = Page.bounded(limit);
        var conditions = new ArrayList<String>();
        var values = new LinkedHashMap<String, Object>();
        conditions.add("project = :project");
        values.put("project", filter.project());
        filter.status().ifPresent(one -> add(conditions, values, "status", one.name()));
        filter.category().ifPresent(one -> add(conditions, values, "category", one));
        filter.cluster().ifPresent(one -> add(conditions, values, "cluster", one));
        filter.namespace().ifPresent(one -> add(conditions, values, "namespace", one));
        filter.kind().ifPresent(one -> add(conditions, values, "kind", one.name()));
        filter.query()
                .ifPresent(one -> {
                    conditions.add(
                            "(lower(workload) like :part escape '!' or lower(category) like :part escape '!'"
                                    + " or id = :exact)");
                    values.put("part", "%" + literal(one.toLowerCase(Locale.ROOT)) + "%");
                    values.put("exact", one);
                });
        cursor.ifPresent(one -> {
            conditions.add("id > :after");
            values.put("after", one);
        });
        values.put("limit", bounded + 1);
        var sql =
                PolicyRow.COLUMNS
                        + "where "
                        + String.join(" and ", conditions)
                        + " order by id limit :limit";
        return Page.of(
                jdbc.sql(sql).params(values).query(PolicyRow::record).list(),
                bounded,
                PolicyRecord::id);
    }

    private static void add(
            List<String> conditions, Map<String, Object> values, String column, Object value) {
        conditions.add(column + " = :" + column);
        values.put(column, value);
    }

    private static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /// The policies that this cluster is to have, or may still have.
    public List<PolicyRecord> ofCluster(String project, String cluster) {
        return jdbc.sql(OF_CLUSTER)
                .param("project", project)
                .param("cluster", cluster)
                .param("part", "%" + literal(PolicyJson.write(cluster)) + "%")
                .query(PolicyRow::record)
                .list();
    }

    /// The policies whose objects in clusters have this name.
    public List<PolicyRecord> ofObject(String project, String name) {
        return jdbc.sql(
                        PolicyRow.COLUMNS
                                + "where project = :project and object_name = :name order by id")
                .param("project", project)
                .param("name", name)
                .query(PolicyRow::record)
                .list();
    }

    /// Those for which the clock has something: an end, the end of a break-glass, a finished audit.
    ///
    /// @param audited audits that began before are long enough
    public List<PolicyRecord> due(Instant now, Instant audited, int limit) {
        return jdbc.sql(DUE)
                .param("now", Micros.of(now))
                .param("audited", Micros.of(audited))
                .param("limit", limit)
                .query(PolicyRow::record)
                .list();
    }

    /// How many policies stand where, of each category.
    public List<Standing> standings(String project) {
        return jdbc.sql(
                        """
                        select category, technique, status, count(*) from crs_policy
                        where project = :project group by category, technique, status
                        order by category, technique, status
                        """)
                .param("project", project)
                .query((row, _) ->
                        new Standing(
                                row.getString(1),
                                row.getString(2),
                                PolicyStatus.valueOf(row.getString(3)),
                                row.getLong(4)))
                .list();
    }

    public record Standing(String category, String technique, PolicyStatus status, long count) {}

    public List<ClusterState> states(String policy) {
        return jdbc.sql(STATES)
                .param("policy", policy)
                .query((row, _) ->
                        new ClusterState(
                                row.getString(1),
                                row.getInt(2),
                                row.getString(3),
                                ClusterState.Result.valueOf(row.getString(4)),
                                row.getString(5),
                                Micros.instant(row.getLong(6))))
                .list();
    }

    public void state(String policy, ClusterState state) {
        int updated =
                jdbc.sql(
                                """
                                update crs_policy_cluster set generation = :generation, hash = :hash,
                                    result = :result, message = :message, at = :at
                                where policy_id = :policy and cluster = :cluster
                                """)
                        .params(values(policy, state))
                        .update();
        if (updated == 0) {
            jdbc.sql(
                            """
                            insert into crs_policy_cluster (
                                policy_id, cluster, generation, hash, result, message, at
                            ) values (:policy, :cluster, :generation, :hash, :result, :message, :at)
                            """)
                    .params(values(policy, state))
                    .update();
        }
    }

    private static Map<String, Object> values(String policy, ClusterState state) {
        return Map.of(
                "policy", policy,
                "cluster", Texts.shown(state.cluster(), 200),
                "generation", state.generation(),
                "hash", state.hash(),
                "result", state.result().name(),
                "message", Texts.shown(state.message(), 4_000),
                "at", Micros.of(state.at()));
    }

    /// Appends a step.
    ///
    /// @param key empty when the step may be made again
    public void step(String policy, int generation, Transition step, String key) {
        var values = new LinkedHashMap<String, Object>();
        values.put("policy", policy);
        values.put("generation", generation);
        values.put("from", step.from().name());
        values.put("to", step.to().name());
        values.put("move", step.move());
        PolicyRow.put(values, "key", key.isEmpty() ? null : Texts.key(key, 200));
        values.put("kind", step.by().kind());
        values.put("name", step.by().person());
        values.put("at", Micros.of(step.at()));
        values.put("reason", Texts.shown(step.reason(), 4_000));
        jdbc.sql(
                        """
                        insert into crs_policy_transition (
                            policy_id, generation, from_status, to_status, move, move_key, by_kind,
                            by_name, at, reason
                        ) values (
                            :policy, :generation, :from, :to, :move, :key, :kind, :name, :at, :reason
                        )
                        """)
                .params(values)
                .update();
    }

    /// Whether a step was made under this key.
    public boolean made(String policy, String key) {
        return !key.isEmpty()
                && jdbc.sql(
                                        """
                                        select count(*) from crs_policy_transition
                                        where policy_id = :policy and move_key = :key
                                        """)
                                .param("policy", policy)
                                .param("key", Texts.key(key, 200))
                                .query(Long.class)
                                .single()
                        > 0;
    }

    /// The oldest first.
    public List<Step> steps(String policy) {
        return jdbc.sql(TRANSITIONS)
                .param("policy", policy)
                .query((row, _) ->
                        new Step(
                                row.getInt(1),
                                new Transition(
                                        PolicyStatus.valueOf(row.getString(2)),
                                        PolicyStatus.valueOf(row.getString(3)),
                                        row.getString(4),
                                        new By(row.getString(5), row.getString(6), Set.of()),
                                        Micros.instant(row.getLong(7)),
                                        row.getString(8))))
                .list();
    }
}
