package io.sluice.app.connection;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.quota.ProjectQuotas;
import io.sluice.app.quota.Stored;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.db.authored.ConnectionRights;
import io.sluice.db.authored.ConnectionVault;
import io.sluice.db.authored.ObjectGrants;
import io.sluice.db.authored.StoredConnection;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Connections: settings can be read, secrets only be written.
@Component
public class ConnectionKeeping {
    private final ConnectionVault vault;
    private final ConnectionForm form;
    private final ConnectionAccess access;
    private final ConnectionRights rights;
    private final ObjectGrants grants;
    private final Sealing sealing;
    private final ProjectQuotas quotas;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    ConnectionKeeping(
            ConnectionVault vault,
            ConnectionForm form,
            ConnectionAccess access,
            ConnectionRights rights,
            ObjectGrants grants,
            Sealing sealing,
            ProjectQuotas quotas,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.vault = vault;
        this.form = form;
        this.access = access;
        this.rights = rights;
        this.grants = grants;
        this.sealing = sealing;
        this.quotas = quotas;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// What a person fills in.
    ///
    /// @param secrets new values; one that is left out stays, null or empty removes it
    /// @param references where secrets that are kept elsewhere are; likewise. A value takes the
    ///   place of a reference, and the other way round.
    public record Filled(
            String type,
            Map<String, String> settings,
            Map<String, @Nullable String> secrets,
            Map<String, @Nullable String> references) {
        public Filled(
                String type, Map<String, String> settings, Map<String, @Nullable String> secrets) {
            this(type, settings, secrets, Map.of());
        }
    }

    List<StoredConnection> list(Caller caller) {
        authorization.enter(caller);
        return vault.list(caller.project()).stream()
                .filter(one -> access.sees(caller, one.name()))
                .toList();
    }

    StoredConnection load(Caller caller, String name) {
        return vault.find(caller.project(), name)
                .orElseThrow(() -> ApiProblem.notFound("connection", name));
    }

    public StoredConnection create(Caller caller, String name, Filled filled) {
        authorization.require(caller, Action.MANAGE_CONNECTIONS);
        quotas.requireRoom(caller, Stored.CONNECTIONS);
        var made = sealed(caller, name, filled, Kept.NOTHING);
        transaction.executeWithoutResult(_ -> {
            vault.create(made);
            audits.write(caller, "connection.create", name, details(made, filled));
        });
        return made;
    }

    public StoredConnection change(Caller caller, String name, Filled filled) {
        authorization.require(caller, Action.MANAGE_CONNECTIONS, Thing.connection(name));
        try {
            return transaction.execute(_ -> {
                // Read here: what is kept must not be older than what is replaced.
                var before = load(caller, name);
                var changed = sealed(caller, name, filled, Kept.of(before, filled));
                vault.update(changed);
                audits.write(caller, "connection.change", name, details(changed, filled));
                return changed;
            });
        } catch (OptimisticLockingFailureException e) {
            throw new ApiProblem(
                    ErrorCode.STALE,
                    "Expected to change connection '"
                            + name
                            + "' alone, found that somebody else has changed it meanwhile; look at"
                            + " it and change it again.");
        }
    }

    /// What stays of a connection's secrets. They are bound to the type they were given for, and to
    /// the addresses: whoever may change a connection must not have its secrets sent elsewhere.
    private record Kept(Map<String, byte[]> secrets, Map<String, String> references) {
        static final Kept NOTHING = new Kept(Map.of(), Map.of());

        /// @throws ApiProblem if a secret would go to another address and is not given anew
        static Kept of(StoredConnection before, Filled after) {
            if (!before.type().equals(after.type())) {
                return NOTHING;
            }
            if (!addresses(before.settings()).equals(addresses(after.settings()))) {
                refuse(before.secrets().keySet(), after);
                refuse(before.references().keySet(), after);
            }
            return new Kept(before.secrets(), before.references());
        }

        private static void refuse(Set<String> fields, Filled after) {
            for (var field : fields) {
                if (!after.secrets().containsKey(field) && !after.references().containsKey(field)) {
                    throw Input.refuse(
                            "/secrets/" + field,
                            "Expected the secret to be entered anew, for the connection goes to"
                                    + " another address now, found none; enter it, or leave the"
                                    + " address as it was.");
                }
            }
        }

        private static Map<String, String> addresses(Map<String, String> settings) {
            var addresses = new HashMap<>(settings);
            addresses.entrySet().removeIf(one -> !isAddress(one.getKey(), one.getValue()));
            return addresses;
        }

        private static boolean isAddress(String key, String value) {
            var name = key.toLowerCase(Locale.ROOT);
            return value.contains("://")
                    || name.equals("port")
                    || Stream.of("url", "host", "server", "endpoint").anyMatch(name::contains);
        }
    }

    private StoredConnection sealed(Caller caller, String name, Filled filled, Kept kept) {
        var secrets = new HashMap<>(kept.secrets());
        var references = new HashMap<>(kept.references());
        filled.secrets()
                .forEach((field, value) -> {
                    if (value == null || value.isEmpty()) {
                        secrets.remove(field);
                    } else {
                        secrets.put(field, sealing.seal(caller.project(), name, field, value));
                        references.remove(field);
                    }
                });
        filled.references()
                .forEach((field, reference) -> {
                    if (reference == null || reference.isBlank()) {
                        references.remove(field);
                    } else {
                        references.put(field, reference.strip());
                        secrets.remove(field);
                    }
                });
        form.check(caller.project(), filled, secrets.keySet(), references);
        return new StoredConnection(
                caller.project(),
                name,
                filled.type(),
                filled.settings(),
                secrets,
                references,
                clock.instant(),
                caller.person());
    }

    private static Map<String, @Nullable Object> details(StoredConnection made, Filled filled) {
        return Map.of(
                "type", made.type(),
                "settings", made.settings(),
                "secretsSet", List.copyOf(new TreeSet<>(filled.secrets().keySet())),
                "references", made.references());
    }

    /// Whether only those may use it to whom it is granted. Versions that were published before and
    /// name it go on using it.
    void restrict(Caller caller, String name, boolean restricted) {
        authorization.require(caller, Action.MANAGE_CONNECTIONS, Thing.connection(name));
        load(caller, name);
        transaction.executeWithoutResult(_ -> {
            if (rights.restrict(caller.project(), name, restricted)) {
                audits.write(caller, "connection.restrict", name, Map.of("restricted", restricted));
            }
        });
    }

    void delete(Caller caller, String name) {
        authorization.require(caller, Action.MANAGE_CONNECTIONS, Thing.connection(name));
        transaction.executeWithoutResult(_ -> {
            if (!vault.delete(caller.project(), name)) {
                throw ApiProblem.notFound("connection", name);
            }
            rights.forget(caller.project(), name);
            grants.forget(
                    new ObjectGrants.Subject(caller.project(), ObjectGrants.Kind.CONNECTION, name));
            audits.write(caller, "connection.delete", name, Map.of());
        });
    }
}
