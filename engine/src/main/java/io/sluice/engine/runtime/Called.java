package io.sluice.engine.runtime;

import io.sluice.engine.check.CallContract;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.WorkflowRef;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a call node calls: the version that is published now, and where it begins.
record Called(WorkflowRef ref, Graph graph, Node.Start start) {
    /// @throws NodeWork.BadConfiguration if there is nothing to call; the message says why
    static Called find(Workshop shop, RunState state, Graph graph, NodeId node) {
        if (!(graph.node(node) instanceof Node.Call call)) {
            throw new IllegalStateException("Only call nodes call, '" + node + "' is none");
        }
        if (state.child().filter(child -> child.depth() >= Child.DEEPEST).isPresent()) {
            throw new NodeWork.BadConfiguration(
                    "Expected at most "
                            + Child.DEEPEST
                            + " runs within one another; check whether workflows call each other in"
                            + " a circle.");
        }
        var ref =
                shop.ports()
                        .workflows()
                        .published(state.project(), call.workflow())
                        .orElseThrow(() ->
                                new NodeWork.BadConfiguration(
                                        "Expected a published workflow '"
                                                + call.workflow()
                                                + "' in this project, found none; publish it, or"
                                                + " choose another."));
        var called = shop.graphs().of(ref);
        var start = CallContract.start(called.workflow(), call);
        return new Called(
                ref,
                called,
                start.orElseThrow(() ->
                        new NodeWork.BadConfiguration(
                                "Expected call '"
                                        + node
                                        + "' to name one of the triggers of '"
                                        + called.workflow().name()
                                        + "': "
                                        + called.workflow().starts().stream()
                                                .map(one -> one.id().value())
                                                .toList()
                                        + ".")));
    }

    /// @throws NodeWork.BadConfiguration if it is not what the start takes; the message says why
    void requireFit(Workshop shop, NodeId node, @Nullable Object input) {
        var misfits = shop.ports().schemas().check(CallContract.input(start), input);
        if (!misfits.isEmpty()) {
            throw new NodeWork.BadConfiguration(
                    "The input of call '"
                            + node
                            + "' does not fit what '"
                            + graph.workflow().name()
                            + "' takes: "
                            + misfits.stream()
                                    .map(one -> one.path() + ": " + one.message())
                                    .collect(Collectors.joining("; ")));
        }
    }
}
