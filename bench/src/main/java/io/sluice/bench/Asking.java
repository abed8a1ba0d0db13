package io.sluice.bench;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.ReadNode;
import io.sluice.engine.node.Reconciliation;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Node types that ask the provider: one that changes something there and one that only looks.
final class Asking {
    private Asking() {}

    record Nothing() {}

    record Request(String key) {}

    record Answer(String text) {}

    private static NodeDescriptor descriptor(String id) {
        return new NodeDescriptor(
                id, 1, id, "Flow", "circle", "", "", List.of(), "", Map.of(), List.of());
    }

    private static Answer ask(Provider provider, String line) throws NodeFailure {
        try {
            return new Answer(provider.ask(line));
        } catch (IOException e) {
            throw NodeFailure.unanswered("bench.lost", "The provider did not answer.", e);
        }
    }

    /// `look`: asks and changes nothing.
    record Look(Provider provider) implements ReadNode<Nothing, Answer> {
        @Override
        public NodeDescriptor descriptor() {
            return Asking.descriptor("look");
        }

        @Override
        public Class<Nothing> configType() {
            return Nothing.class;
        }

        @Override
        public Class<Answer> outputType() {
            return Answer.class;
        }

        @Override
        public Answer read(Nothing config, NodeContext context) throws NodeFailure {
            return ask(provider, "look");
        }
    }

    /// `change`: a change with a key of ours, declared before and settled after.
    ///
    /// @param begun told before each
    record Make(Provider provider, Runnable begun) implements EffectNode<Nothing, Request, Answer> {
        Make(Provider provider) {
            this(provider, () -> {});
        }

        @Override
        public NodeDescriptor descriptor() {
            return Asking.descriptor("change");
        }

        @Override
        public Class<Nothing> configType() {
            return Nothing.class;
        }

        @Override
        public Class<Request> planType() {
            return Request.class;
        }

        @Override
        public Class<Answer> outputType() {
            return Answer.class;
        }

        @Override
        public EffectClass effectClass() {
            return EffectClass.TOKEN;
        }

        @Override
        public Plan<Request> plan(Nothing config, NodeContext context) {
            var key = context.effectKey();
            return Plan.of(
                    new Request(key), new Change("Create", key, "", null, "made", "Make it"));
        }

        @Override
        public Answer execute(Request plan, NodeContext context) throws NodeFailure {
            begun.run();
            return ask(provider, plan.key());
        }

        @Override
        public Reconciliation<Answer> reconcile(Request plan, NodeContext context) {
            return new Reconciliation.NotApplied<>();
        }
    }
}
