package io.sluice.app.trigger;

import io.sluice.app.profile.AppTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// When senders were last heard of, so that whoever sets one up sees whether it gets through. Of
/// what comes in quick succession one is written; a delivery never fails for this.
@Component
class TriggerContacts {
    private static final Logger log = LoggerFactory.getLogger(TriggerContacts.class);
    private static final Duration APART = Duration.ofSeconds(3);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final ConcurrentMap<Sighting, Instant> written = new ConcurrentHashMap<>();

    TriggerContacts(JdbcClient jdbc, InstantSource clock, AppTables tables) {
        tables.require();
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param received when the last delivery with a good signature came
    /// @param refused when the last one without came
    record Contact(Optional<Instant> received, Optional<Instant> refused) {
        static final Contact NONE = new Contact(Optional.empty(), Optional.empty());
    }

    private enum Kind {
        RECEIVED("received_at"),
        REFUSED("refused_at");

        private final String column;

        Kind(String column) {
            this.column = column;
        }
    }

    private record Sighting(String project, String workflow, String node, Kind kind) {}

    /// @param workflow [TriggerSecrets#SHARED] for an address that all share, named by the node
    /// @param known whether the signature is good
    void saw(String project, String workflow, String node, boolean known) {
        var kind = known ? Kind.RECEIVED : Kind.REFUSED;
        var sighting = new Sighting(project, workflow, node, kind);
        var now = clock.instant();
        var last = written.get(sighting);
        if (last != null && now.isBefore(last.plus(APART))) {
            return;
        }
        written.put(sighting, now);
        try {
            if (!changed(sighting, now)) {
                insert(sighting, now);
            }
        } catch (DataAccessException e) {
            log.warn("That {} was heard of could not be kept", sighting, e);
        }
    }

    private boolean changed(Sighting sighting, Instant now) {
        return jdbc.sql(
                                """
                                update trigger_contact set %s = :at
                                where project = :project and workflow_id = :workflow and node = :node
                                """
                                        .formatted(sighting.kind().column))
                        .param("at", now.toEpochMilli())
                        .param("project", sighting.project())
                        .param("workflow", sighting.workflow())
                        .param("node", sighting.node())
                        .update()
                > 0;
    }

    private void insert(Sighting sighting, Instant now) {
        try {
            jdbc.sql(
                            """
                            insert into trigger_contact (project, workflow_id, node, %s)
                            values (:project, :workflow, :node, :at)
                            """
                                    .formatted(sighting.kind().column))
                    .param("project", sighting.project())
                    .param("workflow", sighting.workflow())
                    .param("node", sighting.node())
                    .param("at", now.toEpochMilli())
                    .update();
        } catch (DuplicateKeyException e) {
            // Another delivery was first to make the row.
            changed(sighting, now);
        }
    }

    Contact of(String project, String workflow, String node) {
        return jdbc.sql(
                        """
                        select received_at, refused_at from trigger_contact
                        where project = :project and workflow_id = :workflow and node = :node
                        """)
                .param("project", project)
                .param("workflow", workflow)
                .param("node", node)
                .query((row, _) -> new Contact(moment(row, 1), moment(row, 2)))
                .optional()
                .orElse(Contact.NONE);
    }

    private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        long at = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
    }
}
