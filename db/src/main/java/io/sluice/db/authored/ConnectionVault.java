package io.sluice.db.authored;

import io.sluice.db.Json;
import io.sluice.db.Micros;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionOperations;

/// Connections with their sealed secrets. Every change joins the caller's transaction.
public final class ConnectionVault {
    private final ConnectionRows rows;
    private final TransactionOperations transactions;
    private final Json json = Json.codec();

    ConnectionVault(ConnectionRows rows, TransactionOperations transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    public Optional<StoredConnection> find(String project, String name) {
        return rows.findById(new NameInProject(project, name)).map(this::stored);
    }

    /// By name.
    public List<StoredConnection> list(String project) {
        return rows.findByProjectOrderByName(project).stream().map(this::stored).toList();
    }

    /// @throws NameTaken if there is one of this name
    public void create(StoredConnection connection) {
        transactions.executeWithoutResult(_ -> {
            var id = new NameInProject(connection.project(), connection.name());
            if (rows.existsById(id)) {
                throw new NameTaken("connection name", connection.name());
            }
            save(new ConnectionRow(id.project(), id.name()), connection);
        });
    }

    /// Replaces settings and secrets.
    ///
    /// @throws NotThere if there is none of this name
    public void update(StoredConnection connection) {
        transactions.executeWithoutResult(_ ->
                save(
                        rows.findById(new NameInProject(connection.project(), connection.name()))
                                .orElseThrow(() -> new NotThere("connection", connection.name())),
                        connection));
    }

    /// Of all projects.
    public List<StoredConnection> all() {
        return rows.findAll().stream().map(this::stored).toList();
    }

    /// Puts the same secrets in another sealing in place of the old.
    ///
    /// @return whether they were still the old; nothing is changed otherwise
    public boolean reseal(StoredConnection before, Map<String, byte[]> secrets) {
        try {
            return transactions.execute(_ -> {
                var row = rows.findById(new NameInProject(before.project(), before.name()));
                var old = json.text(encoded(before.secrets()));
                if (row.isEmpty() || !row.get().secrets().equals(old)) {
                    return false;
                }
                row.get().secrets(json.text(encoded(secrets)));
                rows.saveAndFlush(row.get());
                return true;
            });
        } catch (OptimisticLockingFailureException e) {
            return false;
        }
    }

    /// Whether there was one.
    public boolean delete(String project, String name) {
        return transactions.execute(_ -> {
            var row = rows.findById(new NameInProject(project, name));
            row.ifPresent(rows::delete);
            return row.isPresent();
        });
    }

    private void save(ConnectionRow row, StoredConnection connection) {
        row.type(connection.type());
        row.settings(json.text(new TreeMap<>(connection.settings())));
        row.secrets(json.text(encoded(connection.secrets())));
        row.references(json.text(new TreeMap<>(connection.references())));
        row.updatedAt(Micros.of(connection.updatedAt()));
        row.updatedBy(connection.updatedBy());
        rows.saveAndFlush(row);
    }

    private static Map<String, String> encoded(Map<String, byte[]> secrets) {
        var encoded = new TreeMap<String, String>();
        secrets.forEach(
                (name, sealed) -> encoded.put(name, Base64.getEncoder().encodeToString(sealed)));
        return encoded;
    }

    private StoredConnection stored(ConnectionRow row) {
        var secrets = new HashMap<String, byte[]>();
        texts(row.secrets())
                .forEach((name, sealed) -> secrets.put(name, Base64.getDecoder().decode(sealed)));
        return new StoredConnection(
                row.project(),
                row.name(),
                row.type(),
                texts(row.settings()),
                secrets,
                texts(row.references()),
                Micros.instant(row.updatedAt()),
                row.updatedBy());
    }

    private Map<String, String> texts(String text) {
        var texts = new HashMap<String, String>();
        json.map(text).forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }
}
