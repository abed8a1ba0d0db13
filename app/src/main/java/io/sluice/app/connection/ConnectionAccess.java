package io.sluice.app.connection;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.authored.ConnectionRights;
import io.sluice.db.authored.ConnectionVault;
import io.sluice.db.authored.StoredConnection;
import io.sluice.engine.run.WorkflowRef;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Which connections a caller may have used. One that is restricted needs a grant on it, or that
/// the caller manages connections; of the others those do that the caller sees. What a publisher
/// may use is kept with the version and holds for its runs.
@Component
public class ConnectionAccess {
    private final ConnectionVault vault;
    private final ConnectionRights rights;
    private final Authorization authorization;

    ConnectionAccess(ConnectionVault vault, ConnectionRights rights, Authorization authorization) {
        this.vault = vault;
        this.rights = rights;
        this.authorization = authorization;
    }

    /// Whether the caller sees all connections of the project, be it that some are restricted.
    public boolean seesAll(Caller caller) {
        return Action.LOOK.allowedTo(caller.roles());
    }

    /// Whether there is one for the caller, should there be one of this name.
    boolean sees(Caller caller, String name) {
        return seesAll(caller) || caller.grants().uses().contains(name);
    }

    boolean isRestricted(StoredConnection connection) {
        return rights.isRestricted(connection.project(), connection.name());
    }

    public boolean may(Caller caller, String name) {
        return authorization.mayUse(caller, name, rights.isRestricted(caller.project(), name));
    }

    /// The restricted connections that the caller must not have used.
    public Set<String> denied(Caller caller) {
        return rights.restricted(caller.project()).stream()
                .filter(name -> !authorization.mayUse(caller, name, true))
                .collect(Collectors.toSet());
    }

    /// For who has the connection used at once, and not by a workflow.
    ///
    /// @throws ApiProblem FORBIDDEN
    public void require(Caller caller, String name) {
        if (!may(caller, name)) {
            throw authorization.denied(
                    caller,
                    Action.USE_CONNECTION,
                    name,
                    new ApiProblem(
                            ErrorCode.FORBIDDEN,
                            "Expected connection '"
                                    + name
                                    + "' to be open to all or granted to you, found it restricted;"
                                    + " ask an administrator."));
        }
    }

    /// Keeps what a version may use, and whether what its runs tell begins others: what the caller
    /// may, who publishes it or runs it as a draft.
    ///
    /// @param named what the document names
    public void keep(Caller caller, WorkflowRef ref, Collection<String> named) {
        var usable = new TreeSet<>(usable(caller, named));
        if (Action.EDIT_WORKFLOW.allowedTo(caller.roles())) {
            usable.add(ConnectionRights.BEGINS);
        }
        rights.record(caller.project(), ref, usable);
    }

    private Set<String> usable(Caller caller, Collection<String> named) {
        if (!seesAll(caller)) {
            return caller.grants().uses();
        }
        var restricted = rights.restricted(caller.project());
        var usable = new TreeSet<>(Set.of(ConnectionRights.UNRESTRICTED));
        restricted.stream()
                .filter(name -> authorization.mayUse(caller, name, true))
                .forEach(usable::add);
        named.stream()
                .filter(name -> !restricted.contains(name))
                .filter(name -> vault.find(caller.project(), name).isPresent())
                .forEach(usable::add);
        return usable;
    }
}
