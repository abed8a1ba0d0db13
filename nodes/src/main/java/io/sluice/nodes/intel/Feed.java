package io.sluice.nodes.intel;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import java.time.Duration;
import java.util.Set;
import okhttp3.HttpUrl;

/// A list of bad addresses and names, and how it is read.
///
/// @param id stands for address and key
/// @param refresh how old a copy may be before it is asked whether there is a newer one
/// @param keepFor how long the last good copy counts when there is no newer one to be had
record Feed(
        String name,
        HttpUrl url,
        String authKey,
        String id,
        FeedParser parser,
        Duration refresh,
        Duration keepFor,
        int maxBytes) {
    static final String TYPE = "threat-feed";

    private static final int MOST_ENTRIES = 500_000;
    private static final int MOST_BYTES = 32 << 20;

    /// @throws NodeFailure if the connection is incomplete or wrong
    static Feed of(Connection connection) throws NodeFailure {
        connection.requireSetting("url");
        var url = Settings.url(connection, "");
        var format = connection.setting("format").orElse("auto");
        if (!Set.of("auto", "plain", "csv", "json-lines").contains(format)) {
            throw Settings.bad(connection, "format", "auto, plain, csv or json-lines", format);
        }
        var key = connection.secret("authKey").orElse("").strip();
        if (!key.matches("[!-~]{0,200}")) {
            throw Settings.bad(connection, "authKey", "printable ASCII", "other characters");
        }
        var entriesFor = Settings.duration(connection, "entriesFor", "P90D", Duration.ofHours(1));
        return new Feed(
                connection.name(),
                url,
                key,
                Settings.digest(url + " " + key),
                new FeedParser(format, entriesFor, MOST_ENTRIES),
                Settings.duration(connection, "refresh", "PT1H", Duration.ofMinutes(1)),
                Settings.duration(connection, "keepFor", "P7D", Duration.ofMinutes(1)),
                Settings.number(connection, "maxBytes", 8 << 20, 1024, MOST_BYTES));
    }

    @Override
    public String toString() {
        return "Feed[" + name + "]";
    }
}
