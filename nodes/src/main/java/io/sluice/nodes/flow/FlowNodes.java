package io.sluice.nodes.flow;

import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeProvider;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.TriggerType;
import java.util.List;

/// Node types that only concern the run itself, and the triggers that need no provider.
public final class FlowNodes implements NodeProvider {
    static final String CATEGORY = "Flow";
    static final String TRIGGER = "Trigger";

    @Override
    public List<NodeType<?, ?>> nodeTypes(NodeEnvironment environment) {
        return List.of(new SetVariables(), new Log(), new RaiseIncident(), new Trace());
    }

    @Override
    public List<TriggerType<?, ?>> triggerTypes() {
        return List.of(
                new ManualTrigger(),
                new WebhookTrigger(),
                new ScheduleTrigger(),
                new MessageTrigger(),
                new SignalTrigger());
    }
}
