package io.sluice.nodes.qualys;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.ReadNode;
import io.sluice.nodes.qualys.client.Hosts;
import io.sluice.nodes.qualys.client.Qualys;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the TruRisk score of a host. A host without a score has none, which is not zero (F009).
final class ReadTruRisk implements ReadNode<ReadTruRisk.Config, ReadTruRisk.Output> {
    private final Qualys qualys;

    ReadTruRisk(Qualys qualys) {
        this.qualys = qualys;
    }

    /// Whose score to read.
    public record Config(
            @Field(title = "Connection", widget = "connection") String connection,
            @Field(
                            title = "Host id",
                            description = "The 'hostId' of Find host, not the asset id.",
                            minimum = 1)
                    long hostId) {}

    /// The score as Qualys computed it.
    public record Output(
            @Field(title = "Found", description = "Whether Qualys lists the host.") boolean found,
            @Field(title = "Scored", description = "Whether the host has a score at all.")
                    boolean scored,
            @Field(
                            title = "TruRisk score",
                            description = "0 (no risk) to 1000; empty when there is none yet.",
                            minimum = 0,
                            maximum = 1000)
                    @Nullable Long score,
            @Field(title = "Criticality", description = "Asset criticality score, 1 to 5.")
                    @Nullable Long criticality,
            @Field(
                            title = "Last scan",
                            description = "When its last vulnerability scan ended, UTC.")
                    @Nullable String lastScan) {}

    @Override
    public Output read(Config config, NodeContext context) throws NodeFailure {
        var hosts = qualys.open(config.connection, context).hosts();
        return hosts.risk(config.hostId)
                .map(ReadTruRisk::output)
                .orElseGet(() -> new Output(false, false, null, null, null));
    }

    private static Output output(Hosts.Risk risk) {
        return new Output(
                true,
                risk.score().isPresent(),
                risk.score().orElse(null),
                risk.criticality().orElse(null),
                risk.lastScan().orElse(null));
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "qualys.read-trurisk",
                1,
                "Read TruRisk",
                "Qualys Action",
                "gauge",
                "Reads the TruRisk score (0 to 1000) of a host.",
                """
                Reads the score that Qualys computed; it is never recomputed here. Bands: Severe 850–1000,
                High 700–849, Medium 500–699, Low 0–499.

                A host may have **no score**, for instance when it was never scanned. Then `scored` is false and
                `score` is empty, which is not 0: a condition must test `scored` first. Scores change only after
                a scan's results have been processed, for which *Perimeter scan* waits.

                It changes nothing and may run in a dry run.
                """,
                List.of("risk", "score", "ars", "asset risk score", "criticality", "severity"),
                "qualys",
                QualysErrors.with(Map.of()),
                List.of("Qualys VMDR: Host list"));
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
