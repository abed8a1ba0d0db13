package io.sluice.app.workflow;

import io.sluice.app.connection.ConnectionAccess;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.run.WorkflowRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether somebody may have done what a document says: with the connections it names, and the
/// workflows it calls. It stands behind each way a document comes in, whatever it is called:
/// saving, importing, installing, restoring, and trying a draft. Names that are computed show at
/// the run alone, which is held against what its publisher may use.
@Component
public class UseCheck {
    static final String DENIED = "CONNECTION_DENIED";

    private static final String CONNECTION = "connection";

    private final ConnectionAccess connections;
    private final Authorization authorization;

    UseCheck(ConnectionAccess connections, Authorization authorization) {
        this.connections = connections;
        this.authorization = authorization;
    }

    /// Everything in it that the caller may not have done.
    List<Problem> problems(Caller caller, Workflow document) {
        var problems = new ArrayList<Problem>();
        boolean all = connections.seesAll(caller);
        var denied = all ? connections.denied(caller) : Set.<String>of();
        for (var node : document.nodes()) {
            var config = config(node);
            if (all) {
                words(config)
                        .filter(denied::contains)
                        .distinct()
                        .forEach(name -> problems.add(restricted(node.id(), name)));
            } else {
                named(config)
                        .filter(name -> !caller.grants().uses().contains(name))
                        .distinct()
                        .forEach(name -> problems.add(unseen(node.id(), name)));
            }
            uncallable(caller, node).ifPresent(problems::add);
        }
        return problems;
    }

    /// @throws ApiProblem INVALID_DOCUMENT that lists what the caller may not have done
    public void require(Caller caller, Action action, String subject, Workflow document) {
        var problems = problems(caller, document);
        if (!problems.isEmpty()) {
            throw authorization.denied(
                    caller,
                    action,
                    subject,
                    Documents.invalid("Expected what you may use alone", problems));
        }
    }

    /// Keeps with a version what the caller may use, who publishes it or runs it as a draft.
    public void keep(Caller caller, WorkflowRef ref, Workflow document) {
        connections.keep(caller, ref, names(document));
    }

    /// The connections that a document names, as far as they are not computed.
    public static Set<String> names(Workflow document) {
        var names = new TreeSet<String>();
        document.nodes().forEach(node -> named(config(node)).forEach(names::add));
        return names;
    }

    static Map<String, @Nullable Object> config(Node node) {
        return switch (node) {
            case Node.Task task -> task.config();
            case Node.Start start -> start.config();
            case Node.Approval approval ->
                    approval.urging()
                            .connection()
                            .<Map<String, @Nullable Object>>map(name -> Map.of(CONNECTION, name))
                            .orElse(Map.of());
            case Node.Wait wait when wait.until() instanceof Node.WaitFor.Condition condition ->
                    condition.config();
            default -> Map.of();
        };
    }

    /// What stands in a field of this name, at any depth, and is not computed.
    static Stream<String> named(@Nullable Object config) {
        return switch (config) {
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .flatMap(entry ->
                                    CONNECTION.equals(entry.getKey())
                                                    && entry.getValue() instanceof String name
                                            ? Stream.of(name).filter(UseCheck::literal)
                                            : named(entry.getValue()));
            case List<?> list -> list.stream().flatMap(UseCheck::named);
            case null, default -> Stream.empty();
        };
    }

    static boolean literal(String text) {
        return !text.isEmpty() && !text.startsWith("=") && !text.contains("${");
    }

    /// Every text that could be a name: some fields name several connections, parted by commas.
    private static Stream<String> words(@Nullable Object config) {
        return switch (config) {
            case Map<?, ?> map -> map.values().stream().flatMap(UseCheck::words);
            case List<?> list -> list.stream().flatMap(UseCheck::words);
            case String text -> Arrays.stream(text.split(",", -1)).map(String::strip);
            case null, default -> Stream.empty();
        };
    }

    private static Problem restricted(NodeId node, String name) {
        return Problem.error(
                DENIED,
                node,
                "/config/connection",
                "Expected a connection that is open to all or granted to you, found the restricted"
                        + " one '"
                        + name
                        + "'; choose another, or ask an administrator for a grant on it.");
    }

    private static Problem unseen(NodeId node, String name) {
        return Problem.error(
                Documents.NO_SUCH_CONNECTION,
                node,
                "/config/connection",
                "Expected a connection that is granted to you, found no '"
                        + name
                        + "'; choose another, or ask an administrator for a grant on it.");
    }

    /// Who may draw in all of the project calls any workflow of it; others those they have part in.
    private Optional<Problem> uncallable(Caller caller, Node node) {
        if (!(node instanceof Node.Call call) || Action.EDIT_WORKFLOW.allowedTo(caller.roles())) {
            return Optional.empty();
        }
        var called = Thing.workflow(call.workflow());
        return authorization.allows(caller, Action.EDIT_WORKFLOW, called)
                        || authorization.allows(caller, Action.START_RUN, called)
                ? Optional.empty()
                : Optional.of(
                        Problem.error(
                                "NO_SUCH_WORKFLOW",
                                node.id(),
                                "/workflow",
                                "Expected a workflow that you may edit or run, found no '"
                                        + call.workflow()
                                        + "'; choose another, or ask an administrator for a grant"
                                        + " on it."));
    }
}
