package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.NodeFailure;
import java.util.Map;
import java.util.Optional;

/// Hosts of vulnerability management, over the FO API.
public final class Hosts {
    private final FoClient fo;

    Hosts(FoClient fo) {
        this.fo = fo;
    }

    /// @param score TruRisk, 0 to 1000; empty when Qualys gives none
    /// @param lastScan ISO-8601, UTC
    public record Risk(
            Optional<Long> score, Optional<Long> criticality, Optional<String> lastScan) {}

    /// The risk of a host, or empty when Qualys does not list that host.
    public Optional<Risk> risk(long hostId) throws NodeFailure {
        var query =
                Map.of(
                        "action",
                        "list",
                        "ids",
                        Long.toString(hostId),
                        "details",
                        "All",
                        "show_trurisk",
                        "1");
        var response = fo.get("asset/host/", query, Call.read("to read host " + hostId));
        return response.at("HOST_LIST").stream()
                .flatMap(list -> list.children("HOST").stream())
                .filter(host -> host.numberAt("ID").equals(Optional.of(hostId)))
                .findFirst()
                .map(Hosts::risk);
    }

    private static Risk risk(XmlElement host) {
        return new Risk(
                host.numberAt("TRURISK_SCORE").or(() -> host.numberAt("ASSET_RISK_SCORE")),
                host.numberAt("ASSET_CRITICALITY_SCORE"),
                host.textAt("LAST_VULN_SCAN_DATETIME"));
    }
}
