package io.sluice.app.trigger;

import io.sluice.app.profile.AppTables;
import io.sluice.app.secret.Envelope;
import io.sluice.app.secret.KnownSecrets;
import io.sluice.app.secret.SealedRows;
import io.sluice.app.security.Tokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The secrets that senders sign with: at most two live ones each, so that a sender can change over
/// without losing an event. Sealed at rest; kept in memory for a few seconds.
@Component
public class TriggerSecrets implements SealedRows {
    /// Stands for no workflow: the address is shared by all.
    public static final String SHARED = "";

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int LIVE = 2;

    private final JdbcClient jdbc;
    private final Envelope envelope;
    private final InstantSource clock;
    private final ConcurrentMap<Place, Cached> cache = new ConcurrentHashMap<>();

    private record Place(String project, String workflow, String node) {
        String purpose(String id) {
            return project + "/" + workflow + "/" + node + "/" + id;
        }
    }

    private record Cached(List<String> secrets, long readAtNanos) {}

    private record Row(String id, String sealed) {}

    TriggerSecrets(JdbcClient jdbc, Envelope envelope, InstantSource clock, AppTables tables) {
        tables.require();
        this.jdbc = jdbc;
        this.envelope = envelope;
        this.clock = clock;
    }

    /// The live secrets, the newest first.
    public List<String> live(String project, String workflow, String node) {
        var place = new Place(project, workflow, node);
        var cached = cache.get(place);
        if (cached != null && System.nanoTime() - cached.readAtNanos() < FRESH.toNanos()) {
            return cached.secrets();
        }
        var secrets = rows(place).stream().map(row -> open(place, row)).toList();
        KnownSecrets.add(secrets);
        cache.put(place, new Cached(secrets, System.nanoTime()));
        return secrets;
    }

    private String open(Place place, Row row) {
        return envelope.open(Base64.getDecoder().decode(row.sealed()), place.purpose(row.id()));
    }

    private List<Row> rows(Place place) {
        return jdbc.sql(
                        """
                        select id, sealed from trigger_secret
                        where project = :project and workflow_id = :workflow and node = :node
                        order by created_at desc, id
                        """)
                .param("project", place.project())
                .param("workflow", place.workflow())
                .param("node", place.node())
                .query((row, _) -> new Row(row.getString(1), row.getString(2)))
                .list();
    }

    /// Makes a new secret and ends all but the one before it. Joins the caller's transaction.
    ///
    /// @return the secret, which can be had again by nobody but this program
    public String renew(String project, String workflow, String node, String by) {
        var place = new Place(project, workflow, node);
        var id = UUID.randomUUID().toString();
        // The form of standard-webhooks; every other scheme takes any text.
        var secret = "whsec_" + Base64.getEncoder().encodeToString(Tokens.bytes(32));
        rows(place).stream().skip(LIVE - 1L).forEach(row -> delete(place, row.id()));
        jdbc.sql(
                        """
                        insert into trigger_secret (
                            project, workflow_id, node, id, sealed, created_at, created_by
                        ) values (:project, :workflow, :node, :id, :sealed, :at, :by)
                        """)
                .param("project", project)
                .param("workflow", workflow)
                .param("node", node)
                .param("id", id)
                .param(
                        "sealed",
                        Base64.getEncoder()
                                .encodeToString(envelope.seal(secret, place.purpose(id))))
                .param("at", clock.instant().toEpochMilli())
                .param("by", by)
                .update();
        KnownSecrets.add(List.of(secret));
        cache.remove(place);
        return secret;
    }

    private record Sealed(Place place, String id, String text) {
        byte[] sealed() {
            return Base64.getDecoder().decode(text);
        }

        String purpose() {
            return place.purpose(id);
        }
    }

    private List<Sealed> all() {
        return jdbc.sql("select project, workflow_id, node, id, sealed from trigger_secret")
                .query((row, _) ->
                        new Sealed(
                                new Place(row.getString(1), row.getString(2), row.getString(3)),
                                row.getString(4),
                                row.getString(5)))
                .list();
    }

    @Override
    public String what() {
        return "webhook secrets";
    }

    @Override
    public long count() {
        return all().size();
    }

    @Override
    public long outdated() {
        return all().stream().filter(one -> envelope.outdated(one.sealed(), one.purpose())).count();
    }

    @Override
    public long rewrap() {
        return all().stream().filter(this::rewrapped).count();
    }

    private boolean rewrapped(Sealed one) {
        return envelope.rewrap(one.sealed(), one.purpose())
                .filter(anew -> replace(one, anew))
                .isPresent();
    }

    private boolean replace(Sealed one, byte[] anew) {
        return jdbc.sql(
                                """
                                update trigger_secret set sealed = :anew
                                where project = :project and workflow_id = :workflow and node = :node
                                    and id = :id and sealed = :old
                                """)
                        .param("anew", Base64.getEncoder().encodeToString(anew))
                        .param("project", one.place().project())
                        .param("workflow", one.place().workflow())
                        .param("node", one.place().node())
                        .param("id", one.id())
                        .param("old", one.text())
                        .update()
                == 1;
    }

    private void delete(Place place, String id) {
        jdbc.sql(
                        """
                        delete from trigger_secret
                        where project = :project and workflow_id = :workflow and node = :node and id = :id
                        """)
                .param("project", place.project())
                .param("workflow", place.workflow())
                .param("node", place.node())
                .param("id", id)
                .update();
    }
}
