package io.sluice.nodes.aws;

import io.sluice.engine.node.ConnectionType;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeProvider;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.OptionSource;
import io.sluice.engine.node.PermissionDocument;
import io.sluice.engine.node.TriggerType;
import java.util.List;
import java.util.Map;

/// Node types, triggers and the connection type of Amazon Web Services.
public final class AwsNodes implements NodeProvider {
    @Override
    public List<NodeType<?, ?>> nodeTypes(NodeEnvironment environment) {
        var connector = new Ec2Connector(environment);
        return List.of(
                new DescribeInstance(connector),
                new Quarantine(connector),
                new PatchLane(connector),
                new Release(connector),
                new Stop(connector),
                new Start(connector),
                new Terminate(connector),
                new TagResource(connector),
                new DescribeSnapshot(connector),
                new ListSnapshots(connector),
                new EncryptSnapshot(connector),
                new DeleteSnapshot(connector),
                new ApiRead(connector),
                new ApiCall(connector));
    }

    @Override
    public List<TriggerType<?, ?>> triggerTypes() {
        return List.of(new InstanceStarted(), new SnapshotCreated());
    }

    @Override
    public List<OptionSource> optionSources(NodeEnvironment environment) {
        return AwsOptions.all(new Ec2Connector(environment));
    }

    @Override
    public List<ConnectionType> connectionTypes() {
        return List.of(AwsConnection.TYPE);
    }

    @Override
    public List<PermissionDocument> permissionDocuments(
            String connectionType, Map<String, String> settings, Map<String, List<String>> needed) {
        return IamPolicy.documents(settings, needed);
    }
}
