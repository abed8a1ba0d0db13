package io.sluice.app.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.app.audit.Audits;
import io.sluice.db.StoreFailure;
import io.sluice.db.authored.StoredConnection;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.WorkflowRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Writes into the audit log that a connection's secrets were opened: the first time in each hour,
/// by each process. Which step of which run used it is in the run's journal.
@Component
class ConnectionUses {
    private static final Actor ACTOR = new Actor("engine", "connections");
    private static final int MOST = 10_000;

    private final Audits audits;
    private final Cache<Use, Boolean> noted =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofHours(1)).build();

    private record Use(String project, String connection) {}

    ConnectionUses(Audits audits) {
        this.audits = audits;
    }

    /// @throws NodeFailure if it cannot be written: what is not audited is not used
    void note(StoredConnection connection) throws NodeFailure {
        var use = new Use(connection.project(), connection.name());
        if (noted.asMap().putIfAbsent(use, true) != null) {
            return;
        }
        try {
            write(
                    connection,
                    "connection.use",
                    Map.of(
                            "secrets", List.copyOf(new TreeSet<>(connection.secrets().keySet())),
                            "references", connection.references()));
        } catch (NodeFailure e) {
            noted.invalidate(use);
            throw e;
        }
    }

    /// That a version asked for a connection its publisher may not use.
    ///
    /// @throws NodeFailure if it cannot be written
    void denied(StoredConnection connection, WorkflowRef workflow) throws NodeFailure {
        write(
                connection,
                "connection.denied",
                Map.of("workflow", workflow.id(), "version", workflow.version()));
    }

    private void write(
            StoredConnection connection, String action, Map<String, @Nullable Object> details)
            throws NodeFailure {
        try {
            audits.write(connection.project(), ACTOR, action, connection.name(), details);
        } catch (StoreFailure | DataAccessException e) {
            throw NodeFailure.retryable(
                    "connection.unaudited",
                    Fault.INTERNAL,
                    "Expected to write into the audit log that connection '"
                            + connection.name()
                            + "' is used, found the database not to answer.");
        }
    }
}
