package io.sluice.app.connection;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.authored.ConnectionVault;
import io.sluice.db.authored.StoredConnection;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Connections: settings can be read, secrets only be written.
@Component
public class ConnectionKeeping {
    private final ConnectionVault vault;
    private final ConnectionForm form;
    private final Sealing sealing;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    ConnectionKeeping(
            ConnectionVault vault,
            ConnectionForm form,
            Sealing sealing,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.vault = vault;
        this.form = form;
        this.sealing = sealing;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// What a person fills in.
    ///
    /// @param secrets new values; one that is left out stays, null or empty removes it
    public record Filled(
            String type, Map<String, String> settings, Map<String, @Nullable String> secrets) {}

    List<StoredConnection> list(Caller caller) {
        authorization.require(caller, Action.LOOK);
        return vault.list(caller.project());
    }

    StoredConnection load(Caller caller, String name) {
        return vault.find(caller.project(), name)
                .orElseThrow(() -> ApiProblem.notFound("connection", name));
    }

    public StoredConnection create(Caller caller, String name, Filled filled) {
        authorization.require(caller, Action.MANAGE_CONNECTIONS);
        var made = sealed(caller, name, filled, Map.of());
        transaction.executeWithoutResult(_ -> {
            vault.create(made);
            audits.write(caller, "connection.create", name, details(made, filled));
        });
        return made;
    }

    public StoredConnection change(Caller caller, String name, Filled filled) {
        authorization.require(caller, Action.MANAGE_CONNECTIONS);
        var before = load(caller, name);
        // Secrets are bound to the type they were given for.
        var kept =
                before.type().equals(filled.type()) ? before.secrets() : Map.<String, byte[]>of();
        var changed = sealed(caller, name, filled, kept);
        transaction.executeWithoutResult(_ -> {
            vault.update(changed);
            audits.write(caller, "connection.change", name, details(changed, filled));
        });
        return changed;
    }

    private StoredConnection sealed(
            Caller caller, String name, Filled filled, Map<String, byte[]> kept) {
        var secrets = new HashMap<>(kept);
        filled.secrets()
                .forEach((field, value) -> {
                    if (value == null || value.isEmpty()) {
                        secrets.remove(field);
                    } else {
                        secrets.put(field, sealing.seal(caller.project(), name, field, value));
                    }
                });
        form.check(filled, secrets.keySet());
        return new StoredConnection(
                caller.project(),
                name,
                filled.type(),
                filled.settings(),
                secrets,
                clock.instant(),
                caller.person());
    }

    private static Map<String, @Nullable Object> details(StoredConnection made, Filled filled) {
        return Map.of(
                "type", made.type(),
                "settings", made.settings(),
                "secretsSet", List.copyOf(new TreeSet<>(filled.secrets().keySet())));
    }

    void delete(Caller caller, String name) {
        authorization.require(caller, Action.MANAGE_CONNECTIONS);
        transaction.executeWithoutResult(_ -> {
            if (!vault.delete(caller.project(), name)) {
                throw ApiProblem.notFound("connection", name);
            }
            audits.write(caller, "connection.delete", name, Map.of());
        });
    }
}
