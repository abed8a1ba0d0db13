package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.NodeFailure;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What people choose from by name: tags and cloud connectors.
public final class Directory {
    private final QpsClient qps;
    private final QpsClient connectors;

    /// @param connectors the same API in the version that connectors have
    Directory(QpsClient qps, QpsClient connectors) {
        this.qps = qps;
        this.connectors = connectors;
    }

    /// @param about more about it, may be empty
    public record Entry(String name, String about) {}

    /// @param more whether there are others
    public record Listing(List<Entry> entries, boolean more) {}

    /// Tags of which the name contains a text; empty for any.
    public Listing tags(String text, int most) throws NodeFailure {
        return listing(qps.named("tag", "Tag", text, most, Call.read("to list tags")), "ruleType");
    }

    /// Cloud connectors of which the name contains a text.
    ///
    /// @param cloud `aws`, `azure` or `gcp`
    public Listing connectors(String cloud, String text, int most) throws NodeFailure {
        var type =
                switch (cloud) {
                    case "azure" -> "AzureAssetDataConnector";
                    case "gcp" -> "GcpAssetDataConnector";
                    default -> "AwsAssetDataConnector";
                };
        var object = cloud + "assetdataconnector";
        return listing(
                connectors.named(
                        object, type, text, most, Call.read("to list " + cloud + " connectors")),
                "connectorState");
    }

    private static Listing listing(QpsClient.Page page, String about) {
        var entries =
                page.rows().stream().flatMap(row -> entry(row, about).stream()).distinct().toList();
        return new Listing(entries, page.more());
    }

    private static Optional<Entry> entry(JsonNode row, String about) {
        return LenientJson.text(row.path("name"))
                .map(name -> new Entry(name, LenientJson.text(row.path(about)).orElse("")));
    }
}
