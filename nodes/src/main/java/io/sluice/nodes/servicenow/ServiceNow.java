package io.sluice.nodes.servicenow;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.VendorHttp;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import okhttp3.HttpUrl;

/// The way to ServiceNow for all nodes: opens a connection for one call.
final class ServiceNow {
    static final String CONNECTION_TYPE = "servicenow";

    private final VendorHttp http;
    private final AccessTokens tokens = new AccessTokens();

    ServiceNow(VendorHttp http) {
        this.http = http;
    }

    /// What a change of a record locks.
    static List<String> lockOf(String connection, String table, String record) {
        return List.of("servicenow:" + connection + ":" + table + ":" + record);
    }

    /// @throws NodeFailure if the connection is missing or incomplete
    Session open(String name, NodeContext context) throws NodeFailure {
        return new Session(context.connection(name, CONNECTION_TYPE), context);
    }

    /// One connection, for one call of a node.
    final class Session {
        private final Connection connection;
        private final String instance;
        private final TableClient tables;

        private Session(Connection connection, NodeContext context) throws NodeFailure {
            this.connection = connection;
            this.instance = instance();
            var authentication = Authentication.of(connection, instance);
            this.tables =
                    new TableClient(
                            new ServiceNowWire(http, context, instance, authentication, tokens));
        }

        TableClient tables() {
            return tables;
        }

        /// Where people see a record.
        String link(String table, String sysId) {
            return "%s/nav_to.do?uri=%s.do%%3Fsys_id%%3D%s".formatted(instance, table, sysId);
        }

        String closeCode() {
            return connection.setting("closeCode").orElse("Solution provided");
        }

        /// How long to wait between two looks at something undecided.
        Duration pollInterval() throws NodeFailure {
            var text = connection.setting("pollInterval").orElse("PT60S");
            try {
                var interval = Duration.parse(text);
                if (interval.compareTo(Duration.ofSeconds(1)) >= 0) {
                    return interval;
                }
            } catch (DateTimeParseException malformed) {
                // Said below, as for an interval that is too short.
            }
            throw bad(connection, "pollInterval", "an ISO-8601 duration of at least PT1S", text);
        }

        private String instance() throws NodeFailure {
            var url = connection.requireSetting("url").strip();
            if (!url.matches("https?://[^\\s?#@]+") || HttpUrl.parse(url) == null) {
                throw bad(
                        connection,
                        "url",
                        "an address such as https://acme.service-now.com",
                        shown(url));
            }
            return url.replaceAll("/+$", "");
        }
    }

    static NodeFailure bad(Connection connection, String setting, String expected, String found) {
        return NodeFailure.permanent(
                "connection.bad-setting",
                Fault.USER,
                ("Expected the setting '%s' of connection '%s' to be %s, found '%s'; open "
                                + "Connections and mend it.")
                        .formatted(setting, connection.name(), expected, found));
    }

    /// An address for a message, without the credentials somebody may have put into it.
    private static String shown(String url) {
        return url.replaceAll("//[^/]*@", "//…@");
    }
}
