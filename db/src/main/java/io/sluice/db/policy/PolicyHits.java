package io.sluice.db.policy;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.db.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What policies have hit, added up by cluster, namespace, pod and binary, and who tells of it.
/// Joins the caller's transaction.
public final class PolicyHits {
    private static final String ADD =
            """
            update crs_policy_hit set
                seen = seen + :seen, stopped = stopped + :stopped,
                first_at = case when first_at < :first then first_at else :first end,
                last_at = case when last_at > :last then last_at else :last end
            where policy_id = :policy and generation = :generation and hit_key = :key
            """;

    private static final String INSERT =
            """
            insert into crs_policy_hit (
                policy_id, generation, hit_key, cluster, namespace, pod, binary_path, seen, stopped,
                first_at, last_at, explanation
            ) values (
                :policy, :generation, :key, :cluster, :namespace, :pod, :binary, :seen, :stopped,
                :first, :last, ''
            )
            """;

    private static final String LIST =
            """
            select hit_key, cluster, namespace, pod, binary_path, seen, stopped, first_at, last_at,
                explained_by, explanation
            from crs_policy_hit where policy_id = :policy and generation = :generation
            order by seen desc, hit_key limit :limit
            """;

    private static final String TOTALS =
            """
            select coalesce(sum(seen), 0), coalesce(sum(stopped), 0),
                coalesce(sum(case when explained_by is null then seen else 0 end), 0)
            from crs_policy_hit where policy_id = :policy and generation = :generation
            """;

    private final JdbcClient jdbc;

    public PolicyHits(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
    }

    /// Hits that share where and by what.
    ///
    /// @param stopped how many of them were stopped
    public record Group(
            String cluster,
            String namespace,
            String pod,
            String binary,
            long seen,
            long stopped,
            Instant firstAt,
            Instant lastAt) {
        String key() {
            return Texts.sha256(String.join("\n", cluster, namespace, pod, binary));
        }
    }

    /// A group as it is kept.
    ///
    /// @param key names it among those of its policy
    /// @param explainedBy who has said that these are what the policy is made for
    public record Item(String key, Group group, Optional<String> explainedBy, String explanation) {}

    public record Totals(long seen, long stopped, long unexplained) {}

    /// Since when, without a gap, a cluster tells of hits, and when it last did.
    public record Feed(Instant since, Instant lastAt) {}

    public void add(String policy, int generation, Group group) {
        var values =
                Map.<String, Object>ofEntries(
                        Map.entry("policy", policy),
                        Map.entry("generation", generation),
                        Map.entry("key", group.key()),
                        Map.entry("cluster", Texts.shown(group.cluster(), 200)),
                        Map.entry("namespace", Texts.shown(group.namespace(), 253)),
                        Map.entry("pod", Texts.shown(group.pod(), 253)),
                        Map.entry("binary", Texts.shown(group.binary(), 400)),
                        Map.entry("seen", group.seen()),
                        Map.entry("stopped", group.stopped()),
                        Map.entry("first", Micros.of(group.firstAt())),
                        Map.entry("last", Micros.of(group.lastAt())));
        if (jdbc.sql(ADD).params(values).update() == 0) {
            jdbc.sql(INSERT).params(values).update();
        }
    }

    /// The most frequent first.
    public List<Item> list(String policy, int generation, int limit) {
        return jdbc.sql(LIST)
                .param("policy", policy)
                .param("generation", generation)
                .param("limit", limit)
                .query((row, _) ->
                        new Item(
                                row.getString(1),
                                new Group(
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getLong(6),
                                        row.getLong(7),
                                        Micros.instant(row.getLong(8)),
                                        Micros.instant(row.getLong(9))),
                                Optional.ofNullable(row.getString(10)),
                                row.getString(11)))
                .list();
    }

    public Totals totals(String policy, int generation) {
        return jdbc.sql(TOTALS)
                .param("policy", policy)
                .param("generation", generation)
                .query((row, _) -> new Totals(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    /// Says of a group that it is known for what it is.
    ///
    /// @return whether there is such a group
    public boolean explain(String policy, int generation, String key, String by, String why) {
        return jdbc.sql(
                                """
                                update crs_policy_hit set explained_by = :by, explanation = :why
                                where policy_id = :policy and generation = :generation and hit_key = :key
                                """)
                        .param("by", by)
                        .param("why", Texts.shown(why, 2_000))
                        .param("policy", policy)
                        .param("generation", generation)
                        .param("key", key)
                        .update()
                == 1;
    }

    /// Notes that a cluster has told something. A silence longer than the gap begins the feed anew.
    public void heard(String project, String cluster, Instant at, Duration gap) {
        var values =
                Map.<String, Object>of(
                        "project", project,
                        "cluster", Texts.shown(cluster, 200),
                        "at", Micros.of(at),
                        "alive", Micros.of(at.minus(gap)));
        int updated =
                jdbc.sql(
                                """
                                update crs_hit_feed set
                                    since = case when last_at < :alive then :at else since end,
                                    last_at = case when last_at > :at then last_at else :at end
                                where project = :project and cluster = :cluster
                                """)
                        .params(values)
                        .update();
        if (updated == 0) {
            jdbc.sql(
                            """
                            insert into crs_hit_feed (project, cluster, since, last_at)
                            values (:project, :cluster, :at, :at)
                            """)
                    .params(values)
                    .update();
        }
    }

    public Optional<Feed> feed(String project, String cluster) {
        return jdbc.sql(
                        """
                        select since, last_at from crs_hit_feed
                        where project = :project and cluster = :cluster
                        """)
                .param("project", project)
                .param("cluster", cluster)
                .query((row, _) ->
                        new Feed(Micros.instant(row.getLong(1)), Micros.instant(row.getLong(2))))
                .optional();
    }
}
