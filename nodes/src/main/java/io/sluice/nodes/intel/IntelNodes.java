package io.sluice.nodes.intel;

import io.sluice.engine.node.ConnectionType;
import io.sluice.engine.node.ConnectionType.Setting;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeProvider;
import io.sluice.engine.node.NodeType;
import io.sluice.nodes.support.VendorHttp;
import java.util.List;

/// The node types that deal in indicators, and the connection types of those who know about them.
public final class IntelNodes implements NodeProvider {
    static final String CATEGORY = "Intelligence";

    @Override
    public List<NodeType<?, ?>> nodeTypes(NodeEnvironment environment) {
        return List.of(
                new ExtractIndicators(),
                new CheckReputation(new VendorHttp("reputation", environment)));
    }

    @Override
    public List<ConnectionType> connectionTypes() {
        return List.of(abuseIpDb(), threatFeed());
    }

    private static ConnectionType abuseIpDb() {
        return new ConnectionType(
                AbuseIpDb.TYPE,
                "AbuseIPDB",
                """
                An API key of AbuseIPDB, version 2. A free account may ask for 1,000 addresses a day; public addresses
                found in detections are sent there, private ones never.
                """,
                List.of(
                        new Setting("key", "API key", "", true, true, ""),
                        setting(
                                "url",
                                "Address",
                                "Without one https://api.abuseipdb.com.",
                                "https://api.abuseipdb.com"),
                        setting(
                                "maxAgeInDays",
                                "Reports of",
                                "How many days reports count, 1 to 365; without one 90.",
                                "90"),
                        setting(
                                "keepFor",
                                "Keep answers for",
                                "How long an answer is used again; without one PT1H.",
                                "PT1H")));
    }

    private static ConnectionType threatFeed() {
        return new ConnectionType(
                Feed.TYPE,
                "Threat feed",
                """
                A list of bad addresses and names over HTTP, such as Feodo Tracker, Spamhaus DROP, blocklist.de, URLhaus or
                ThreatFox. Understood are one entry a line with comments (`#`, `;`, `//`), CSV with named columns, and one
                JSON object a line; entries may be addresses, ranges, `address:port`, URLs and names. Mind the terms of
                each publisher. abuse.ch wants an Auth-Key for its APIs.
                """,
                List.of(
                        new Setting(
                                "url",
                                "Address",
                                "Of the list itself, not of a page about it.",
                                true,
                                false,
                                "https://www.spamhaus.org/drop/drop_v4.json"),
                        new Setting("authKey", "Auth-Key", "Sent in this header.", false, true, ""),
                        setting(
                                "format",
                                "Format",
                                "auto, plain, csv or json-lines; without one auto.",
                                "auto"),
                        setting(
                                "refresh",
                                "Refresh",
                                "How often it is asked for changes; without one PT1H.",
                                "PT1H"),
                        setting(
                                "keepFor",
                                "Keep for",
                                "How long the last good copy counts; without one P7D.",
                                "P7D"),
                        setting(
                                "entriesFor",
                                "Entries count for",
                                "After the date they bear themselves; without one P90D.",
                                "P90D"),
                        setting(
                                "maxBytes",
                                "Longest",
                                "A longer list is refused; at most 33554432, without one 8388608.",
                                "8388608")));
    }

    private static Setting setting(String key, String title, String description, String example) {
        return new Setting(key, title, description, false, false, example);
    }
}
