package io.sluice.app.connection;

import com.fasterxml.jackson.annotation.JsonValue;
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
import io.sluice.engine.port.Catalogue.NodeEntry;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.WorkflowRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the account behind a connection must be allowed, from what the workflows that use it do
/// (their published versions and their drafts), for its test, and for the lists of the editor.
@Component
class ConnectionNeeds {
    private static final int PAGE = 100;
    private static final Pattern FIELD = Pattern.compile("\\{(\\w+)}");

    private final ConnectionVault vault;
    private final Workflows workflows;
    private final WorkflowVersions versions;
    private final Documents documents;
    private final NodeCatalogue catalogue;
    private final ConnectionTests tests;
    private final Authorization authorization;

    ConnectionNeeds(
            ConnectionVault vault,
            Workflows workflows,
            WorkflowVersions versions,
            Documents documents,
            NodeCatalogue catalogue,
            ConnectionTests tests,
            Authorization authorization) {
        this.vault = vault;
        this.workflows = workflows;
        this.versions = versions;
        this.documents = documents;
        this.catalogue = catalogue;
        this.tests = tests;
        this.authorization = authorization;
    }

    /// What asks for something.
    enum Use {
        RUN,
        /// The connection's test button.
        TEST,
        /// Lists that people choose from in the editor.
        CHOICES;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param nodeType id of a node or trigger type; `test`; or of a source of choices
    /// @param workflows names of those that use it; empty where every node type was asked for
    record Need(
            Use use,
            String nodeType,
            String title,
            List<String> permissions,
            List<String> workflows) {}

    record Needs(List<Need> needs, List<PermissionDocument> documents) {}

    /// @param all of every node type of the connection's kind rather than of those in use
    Needs of(Caller caller, String name, boolean all) {
        authorization.require(caller, Action.LOOK);
        var connection =
                vault.find(caller.project(), name)
                        .orElseThrow(() -> ApiProblem.notFound("connection", name));
        var needs = new ArrayList<>(all ? every(connection) : used(connection));
        var choices = choices(connection, needs);
        var tested = tests.permissions(connection.type());
        if (!tested.isEmpty()) {
            needs.add(new Need(Use.TEST, "test", "Test button", tested, List.of()));
        }
        var documents = new ArrayList<>(documents(connection, needs));
        documents(connection, choices).stream()
                .findFirst()
                .map(ConnectionNeeds::forChoices)
                .ifPresent(documents::add);
        needs.addAll(choices);
        return new Needs(List.copyOf(needs), List.copyOf(documents));
    }

    private List<PermissionDocument> documents(StoredConnection connection, List<Need> needs) {
        var byType = new TreeMap<String, List<String>>();
        needs.forEach(need -> byType.put(need.nodeType(), need.permissions()));
        return catalogue.permissionDocuments(connection.type(), connection.settings(), byType);
    }

    private static PermissionDocument forChoices(PermissionDocument document) {
        return new PermissionDocument(
                document.title() + ", for lists in the editor",
                document.language(),
                document.text(),
                "Only so that people can choose from lists while they draw: no run needs it. Without"
                        + " it they type what they mean.");
    }

    /// The lists that the fields of these node types are chosen from.
    private List<Need> choices(StoredConnection connection, List<Need> needs) {
        return needs.stream()
                .flatMap(need -> catalogue.nodeType(need.nodeType()).stream())
                .flatMap(entry -> sources(entry.configSchema()).stream())
                .distinct()
                .sorted()
                .flatMap(id -> catalogue.optionSource(id).stream())
                .filter(source -> source.connectionType().equals(connection.type()))
                .map(source ->
                        new Need(
                                Use.CHOICES,
                                source.id(),
                                "List: " + source.id().substring(source.id().indexOf('.') + 1),
                                source.permissions(),
                                List.of()))
                .toList();
    }

    private static List<String> sources(Map<String, @Nullable Object> schema) {
        if (!(schema.get("properties") instanceof Map<?, ?> fields)) {
            return List.of();
        }
        return fields.values().stream()
                .filter(field -> field instanceof Map<?, ?>)
                .map(field -> ((Map<?, ?>) field).get("x-options"))
                .filter(options -> options instanceof Map<?, ?>)
                .map(options -> String.valueOf(((Map<?, ?>) options).get("source")))
                .toList();
    }

    private List<Need> every(StoredConnection connection) {
        return Stream.concat(
                        catalogue.nodeTypes().stream().map(entry -> entry.type().descriptor()),
                        catalogue.triggerTypes().stream().map(entry -> entry.type().descriptor()))
                .filter(about -> about.connectionType().equals(connection.type()))
                .map(about ->
                        need(
                                about,
                                about.permissions().stream()
                                        .map(one -> filled(one, Map.of()))
                                        .toList(),
                                List.of()))
                .toList();
    }

    private record Using(NodeDescriptor about, Map<String, @Nullable Object> config) {}

    private List<Need> used(StoredConnection connection) {
        var users = new LinkedHashMap<NodeDescriptor, TreeSet<String>>();
        var needed = new LinkedHashMap<NodeDescriptor, TreeSet<String>>();
        for (var workflow : all(connection.project())) {
            documents(workflow)
                    .flatMap(document -> document.nodes().stream())
                    .flatMap(node -> using(node, connection).stream())
                    .forEach(one -> {
                        users.computeIfAbsent(one.about(), _ -> new TreeSet<>())
                                .add(workflow.name());
                        var permissions = needed.computeIfAbsent(one.about(), _ -> new TreeSet<>());
                        one.about()
                                .permissions()
                                .forEach(each -> permissions.add(filled(each, one.config())));
                    });
        }
        return users.entrySet().stream()
                .map(entry ->
                        need(
                                entry.getKey(),
                                List.copyOf(needed.getOrDefault(entry.getKey(), new TreeSet<>())),
                                List.copyOf(entry.getValue())))
                .sorted(Comparator.comparing(Need::nodeType))
                .toList();
    }

    /// A permission may be about what a field says: `{table}`.
    private static String filled(String permission, Map<String, @Nullable Object> config) {
        return FIELD.matcher(permission)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                config.get(found.group(1)) instanceof String text && isLiteral(text)
                                        ? text
                                        : "any " + found.group(1) + " that is named"));
    }

    private static boolean isLiteral(String text) {
        return !text.isBlank() && !text.startsWith("=") && !text.contains("${");
    }

    private static Need need(
            NodeDescriptor about, List<String> permissions, List<String> workflows) {
        return new Need(Use.RUN, about.id(), about.title(), permissions, workflows);
    }

    /// Whether a document may use it: by name, or by one that is computed.
    boolean uses(Workflow document, StoredConnection connection) {
        return document.nodes().stream().anyMatch(node -> using(node, connection).isPresent());
    }

    List<WorkflowDraft> all(String project) {
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

    private Optional<Using> using(Node node, StoredConnection connection) {
        return switch (node) {
            case Node.Task task -> using(nodeType(task.type()), completed(task), connection);
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

    /// What a task is configured to, with what counts where nothing is said.
    private Map<String, @Nullable Object> completed(Node.Task task) {
        var config = new LinkedHashMap<String, @Nullable Object>();
        var schema = catalogue.nodeType(task.type()).map(NodeEntry::configSchema).orElse(Map.of());
        if (schema.get("properties") instanceof Map<?, ?> fields) {
            fields.forEach((name, field) -> {
                if (field instanceof Map<?, ?> about
                        && about.get("default") instanceof String text) {
                    config.put(String.valueOf(name), text);
                }
            });
        }
        config.putAll(task.config());
        return config;
    }

    private Optional<NodeDescriptor> nodeType(String id) {
        return catalogue.nodeType(id).map(entry -> entry.type().descriptor());
    }

    /// A node that names no connection finds it at run time, by an expression or by the policy it
    /// is about: it may be any of the kind.
    private static Optional<Using> using(
            Optional<NodeDescriptor> type,
            Map<String, @Nullable Object> config,
            StoredConnection connection) {
        boolean named = config.get("connection") instanceof String name && isLiteral(name);
        return type.filter(about -> about.connectionType().equals(connection.type()))
                .filter(_ -> !named || connection.name().equals(config.get("connection")))
                .map(about -> new Using(about, config));
    }
}
