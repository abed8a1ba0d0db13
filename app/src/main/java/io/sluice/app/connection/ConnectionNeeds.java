package io.sluice.app.connection;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.workflow.Documents;
import io.sluice.codec.schema.NodeCatalogue;
import io.sluice.db.authored.ConnectionVault;
import io.sluice.db.authored.StoredConnection;
import io.sluice.db.authored.WorkflowDraft;
import io.sluice.db.authored.Workflows;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.PermissionDocument;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.WorkflowRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the account behind a connection must be allowed, from what the workflows that use it do:
/// their published versions and their drafts.
@Component
class ConnectionNeeds {
    private static final int PAGE = 100;

    private final ConnectionVault vault;
    private final Workflows workflows;
    private final WorkflowVersions versions;
    private final Documents documents;
    private final NodeCatalogue catalogue;
    private final Authorization authorization;

    ConnectionNeeds(
            ConnectionVault vault,
            Workflows workflows,
            WorkflowVersions versions,
            Documents documents,
            NodeCatalogue catalogue,
            Authorization authorization) {
        this.vault = vault;
        this.workflows = workflows;
        this.versions = versions;
        this.documents = documents;
        this.catalogue = catalogue;
        this.authorization = authorization;
    }

    /// @param workflows names of those that use it; empty where every node type was asked for
    record Need(String nodeType, String title, List<String> permissions, List<String> workflows) {}

    record Needs(List<Need> needs, List<PermissionDocument> documents) {}

    /// @param all of every node type of the connection's kind rather than of those in use
    Needs of(Caller caller, String name, boolean all) {
        authorization.require(caller, Action.LOOK);
        var connection =
                vault.find(caller.project(), name)
                        .orElseThrow(() -> ApiProblem.notFound("connection", name));
        var needs = all ? every(connection) : used(connection);
        var byType = new TreeMap<String, List<String>>();
        needs.forEach(need -> byType.put(need.nodeType(), need.permissions()));
        return new Needs(
                needs,
                catalogue.permissionDocuments(connection.type(), connection.settings(), byType));
    }

    private List<Need> every(StoredConnection connection) {
        return Stream.concat(
                        catalogue.nodeTypes().stream().map(entry -> entry.type().descriptor()),
                        catalogue.triggerTypes().stream().map(entry -> entry.type().descriptor()))
                .filter(about -> about.connectionType().equals(connection.type()))
                .map(about -> need(about, List.of()))
                .toList();
    }

    private List<Need> used(StoredConnection connection) {
        var users = new LinkedHashMap<NodeDescriptor, TreeSet<String>>();
        for (var workflow : all(connection.project())) {
            documents(workflow)
                    .flatMap(document -> document.nodes().stream())
                    .flatMap(node -> using(node, connection).stream())
                    .forEach(about ->
                            users.computeIfAbsent(about, _ -> new TreeSet<>())
                                    .add(workflow.name()));
        }
        return users.entrySet().stream()
                .map(entry -> need(entry.getKey(), List.copyOf(entry.getValue())))
                .sorted(Comparator.comparing(Need::nodeType))
                .toList();
    }

    private static Need need(NodeDescriptor about, List<String> workflows) {
        return new Need(about.id(), about.title(), about.permissions(), workflows);
    }

    private List<WorkflowDraft> all(String project) {
        var found = new ArrayList<WorkflowDraft>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = workflows.list(project, "", cursor, PAGE);
            found.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());
        return found;
    }

    private Stream<Workflow> documents(WorkflowDraft workflow) {
        var published =
                workflow.publishedVersion()
                        .flatMap(version -> versions.find(new WorkflowRef(workflow.id(), version)));
        return Stream.concat(published.stream(), Stream.of(documents.parse(workflow.document())));
    }

    private Optional<NodeDescriptor> using(Node node, StoredConnection connection) {
        return switch (node) {
            case Node.Task task -> using(nodeType(task.type()), task.config(), connection);
            case Node.Wait wait when wait.until() instanceof Node.WaitFor.Condition condition ->
                    using(nodeType(condition.type()), condition.config(), connection);
            case Node.Start start ->
                    using(
                            catalogue
                                    .triggerType(start.trigger())
                                    .map(entry -> entry.type().descriptor()),
                            start.config(),
                            connection);
            case Node.Begin _,
                    Node.Gateway _,
                    Node.Wait _,
                    Node.Approval _,
                    Node.Throw _,
                    Node.Call _,
                    Node.Compensate _,
                    Node.Area _,
                    Node.Boundary _,
                    Node.End _ ->
                    Optional.empty();
        };
    }

    private Optional<NodeDescriptor> nodeType(String id) {
        return catalogue.nodeType(id).map(entry -> entry.type().descriptor());
    }

    /// A node that names no connection finds it at run time, by an expression or by the policy it
    /// is about: it may be any of the kind.
    private static Optional<NodeDescriptor> using(
            Optional<NodeDescriptor> type,
            Map<String, @Nullable Object> config,
            StoredConnection connection) {
        boolean named =
                config.get("connection") instanceof String name
                        && !name.startsWith("=")
                        && !name.contains("${");
        return type.filter(about -> about.connectionType().equals(connection.type()))
                .filter(_ -> !named || connection.name().equals(config.get("connection")));
    }
}
