package io.sluice.nodes.qualys;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.ReadNode;
import io.sluice.nodes.qualys.client.AssetTag;
import io.sluice.nodes.qualys.client.HostAsset;
import io.sluice.nodes.qualys.client.Qualys;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the Qualys asset of an EC2 instance by its instance id, which outlives every change of
/// address (F102).
final class FindHost implements ReadNode<FindHost.Config, FindHost.Output> {
    private final Qualys qualys;

    FindHost(Qualys qualys) {
        this.qualys = qualys;
    }

    /// What to look for.
    public record Config(
            @Field(title = "Connection", widget = "connection") String connection,
            @Field(
                            title = "Instance id",
                            description = "Id of the EC2 instance.",
                            example = "\"i-0aa11bb22cc33dd44\"",
                            pattern = "i-[0-9a-f]{8,17}")
                    String instanceId,
            @Field(
                            title = "Required",
                            description =
                                    "Fail, and so try again by the retry policy, while "
                                            + "Qualys does not know"
                                            + " the instance. Otherwise go on with 'found' false.",
                            defaultValue = "false")
                    boolean required) {}

    /// The asset; everything but `found` is empty when there is none.
    public record Output(
            @Field(title = "Found", description = "Whether Qualys knows the instance.")
                    boolean found,
            @Field(title = "Asset id", description = "For tags, patches and asset reports.")
                    @Nullable Long assetId,
            @Field(
                            title = "Host id",
                            description =
                                    "For scans and TruRisk; empty until vulnerability "
                                            + "management knows the host.")
                    @Nullable Long hostId,
            @Field(title = "Name") @Nullable String name,
            @Field(title = "Address") @Nullable String address,
            @Field(title = "Tags", description = "Names of the tags on the asset.")
                    List<String> tags,
            @Field(
                            title = "Agent id",
                            description = "Of the Cloud Agent, when the answer names it.")
                    @Nullable String agentUuid) {
        public Output {
            tags = List.copyOf(tags);
        }
    }

    @Override
    public Output read(Config config, NodeContext context) throws NodeFailure {
        var assets = qualys.open(config.connection, context).assets();
        var found = assets.ofInstance(config.instanceId);
        if (found.isEmpty() && config.required) {
            throw NodeFailure.retryable(
                    "qualys.host.not-found",
                    Fault.PROVIDER,
                    ("Expected Qualys to know instance %s, it does not yet; check that a "
                                    + "connector or agent reports it.")
                            .formatted(config.instanceId));
        }
        return found.map(FindHost::output).orElseGet(FindHost::nothing);
    }

    private static Output output(HostAsset asset) {
        return new Output(
                true,
                asset.id(),
                asset.hostId().orElse(null),
                asset.name(),
                asset.address().orElse(null),
                asset.tags().stream().map(AssetTag::name).toList(),
                asset.agentUuid().orElse(null));
    }

    private static Output nothing() {
        return new Output(false, null, null, null, null, List.of(), null);
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "qualys.find-host",
                1,
                "Find host",
                "Qualys Action",
                "search",
                "Finds the Qualys asset of an EC2 instance by its instance id.",
                """
                Searches Asset Management for the asset whose EC2 instance id is the given one. The instance id
                stays when addresses change, so the same machine is always the same asset.

                A new machine takes minutes to appear: its connector runs by the clock, its agent reports when it
                starts. With **Required** the step fails until then and is tried again by its retry policy; without
                it the step succeeds and `found` says how it went, so that a condition can decide.

                `hostId` stays empty until vulnerability management knows the machine; run this node again after a
                scan. It changes nothing and may run in a dry run.
                """,
                List.of("asset", "lookup", "search", "inventory", "instance", "host asset"),
                "qualys",
                QualysErrors.with(
                        Map.of(
                                "qualys.host.not-found",
                                "Qualys does not know the instance (only with Required); "
                                        + "retried.")),
                List.of("Qualys Asset Management: Read Asset"));
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }
}
