package io.sluice.engine.runtime;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.Peers;
import io.sluice.engine.port.Unreadable;
import io.sluice.engine.run.WorkflowRef;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which workflows this process can carry out. While processes are upgraded one by one an older one
/// leaves those with a newer kind of node, or a node type that it has not got, to the others. A
/// node type that nobody has is another matter: then a person must install it, and the run says so.
final class Knowledge {
    private static final Logger log = LoggerFactory.getLogger(Knowledge.class);

    private static final int MANY = 10_000;

    private final Graphs graphs;
    private final Catalogue catalogue;
    private final Peers peers;
    private final Set<WorkflowRef> known = ConcurrentHashMap.newKeySet();
    private final Set<WorkflowRef> left = ConcurrentHashMap.newKeySet();

    Knowledge(Graphs graphs, Catalogue catalogue, Peers peers) {
        this.graphs = graphs;
        this.catalogue = catalogue;
        this.peers = peers;
    }

    boolean knows(WorkflowRef ref) {
        if (known.contains(ref)) {
            return true;
        }
        if (known.size() > MANY) {
            known.clear();
        }
        return look(ref);
    }

    private boolean look(WorkflowRef ref) {
        Workflow workflow;
        try {
            workflow = graphs.of(ref).workflow();
        } catch (Unreadable unreadable) {
            tell(ref, unreadable.getMessage());
            return false;
        }
        var missing =
                types(workflow)
                        .filter(type -> catalogue.nodeType(type).isEmpty())
                        .collect(Collectors.toSet());
        if (missing.isEmpty()) {
            known.add(ref);
            return true;
        }
        boolean leave = peers.know(missing);
        if (leave) {
            tell(ref, "this process has no node type " + missing);
        }
        return !leave;
    }

    private void tell(WorkflowRef ref, @Nullable String why) {
        if (left.add(ref)) {
            log.info(
                    "Runs of workflow {} version {} are left to newer processes: {}",
                    ref.id(),
                    ref.version(),
                    why);
        }
    }

    private static Stream<String> types(Workflow workflow) {
        return workflow.nodes().stream().flatMap(Knowledge::types);
    }

    private static Stream<String> types(Node node) {
        if (node instanceof Node.Task task) {
            return Stream.of(task.type());
        }
        return node instanceof Node.Wait(var _, var _, WaitFor.Condition condition)
                ? Stream.of(condition.type())
                : Stream.of();
    }
}
