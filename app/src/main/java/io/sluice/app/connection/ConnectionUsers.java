package io.sluice.app.connection;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.Accounts;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Memberships;
import io.sluice.app.security.Thing;
import io.sluice.app.workflow.Documents;
import io.sluice.app.workflow.UseCheck;
import io.sluice.db.authored.ConnectionRights;
import io.sluice.db.authored.ConnectionRights.Use;
import io.sluice.db.authored.PublishedVersion;
import io.sluice.db.authored.StoredConnection;
import io.sluice.db.authored.WorkflowDraft;
import io.sluice.db.authored.Workflows;
import io.sluice.engine.run.WorkflowRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Which published workflows use a connection, by whose right, and the way to end it. Taking a
/// grant away stops nothing that is published: people leave, and what they have published goes on
/// protecting. Whoever takes it away sees here what goes on, and decides.
@Component
class ConnectionUsers {
    private final ConnectionKeeping connections;
    private final ConnectionAccess access;
    private final ConnectionNeeds needs;
    private final ConnectionRights rights;
    private final Workflows workflows;
    private final Documents documents;
    private final Accounts accounts;
    private final Memberships memberships;
    private final Authorization authorization;
    private final Audits audits;
    private final TransactionTemplate transaction;

    ConnectionUsers(
            ConnectionKeeping connections,
            ConnectionAccess access,
            ConnectionNeeds needs,
            ConnectionRights rights,
            Workflows workflows,
            Documents documents,
            Accounts accounts,
            Memberships memberships,
            Authorization authorization,
            Audits audits,
            PlatformTransactionManager transactions) {
        this.connections = connections;
        this.access = access;
        this.needs = needs;
        this.rights = rights;
        this.workflows = workflows;
        this.documents = documents;
        this.accounts = accounts;
        this.memberships = memberships;
        this.authorization = authorization;
        this.audits = audits;
        transaction = new TransactionTemplate(transactions);
    }

    /// @param allowed whether its runs may use the connection
    /// @param rightStands whether its publisher might publish it now
    record User(
            WorkflowDraft workflow,
            PublishedVersion version,
            boolean allowed,
            boolean rightStands) {}

    List<User> list(Caller caller, String name) {
        authorization.require(caller, Action.LOOK);
        var connection = connections.load(caller, name);
        return needs.all(caller.project()).stream()
                .flatMap(workflow -> user(connection, workflow).stream())
                .toList();
    }

    private Optional<User> user(StoredConnection connection, WorkflowDraft workflow) {
        return workflow.publishedVersion()
                .flatMap(number -> workflows.version(workflow.id(), number))
                .filter(version -> uses(connection, version))
                .map(version ->
                        new User(
                                workflow,
                                version,
                                allowed(connection, version),
                                mayNow(connection, version.publishedBy())));
    }

    private boolean uses(StoredConnection connection, PublishedVersion version) {
        var document = documents.parse(version.document());
        return UseCheck.names(document).contains(connection.name())
                || needs.uses(document, connection);
    }

    private boolean allowed(StoredConnection connection, PublishedVersion version) {
        var ref = new WorkflowRef(version.workflow(), version.version());
        return rights.use(connection.project(), ref, connection.name()) == Use.ALLOWED;
    }

    private boolean mayNow(StoredConnection connection, String publisher) {
        return accounts.byName(publisher, "")
                .flatMap(person -> memberships.in(person, connection.project()))
                .filter(person -> access.may(person, connection.name()))
                .isPresent();
    }

    /// Ends the use of a restricted connection by these workflows, all versions and drafts: the
    /// next step that asks for it is refused. Publishing anew, by somebody who may, begins it anew.
    void withdraw(Caller caller, String name, List<String> ids) {
        authorization.require(caller, Action.MANAGE_CONNECTIONS, Thing.connection(name));
        var connection = connections.load(caller, name);
        if (!access.isRestricted(connection)) {
            throw new ApiProblem(
                    ErrorCode.CONFLICT,
                    "Expected a restricted connection, found '"
                            + name
                            + "' open to every workflow of the project; restrict it first.");
        }
        transaction.executeWithoutResult(_ -> {
            var ended = new TreeSet<String>();
            for (var id : ids) {
                if (rights.withdraw(caller.project(), id, name)) {
                    ended.add(id);
                }
            }
            if (!ended.isEmpty()) {
                audits.write(
                        caller,
                        "connection.withdraw",
                        name,
                        Map.of("workflows", List.copyOf(ended)));
            }
        });
    }
}
