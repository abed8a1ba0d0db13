package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.VendorHttp;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import okhttp3.HttpUrl;

/// The way to Qualys for all nodes: opens a connection for one call.
public final class Qualys {
    public static final String CONNECTION_TYPE = "qualys";

    private final VendorHttp http;
    private final GatewayTokens tokens = new GatewayTokens();

    public Qualys(VendorHttp http) {
        this.http = http;
    }

    /// @throws NodeFailure if the connection is missing or incomplete
    public Session open(String name, NodeContext context) throws NodeFailure {
        return new Session(context.connection(name, CONNECTION_TYPE), context);
    }

    /// One connection, for one call of a node.
    public final class Session {
        private final Connection connection;
        private final NodeContext context;

        private Session(Connection connection, NodeContext context) {
            this.connection = connection;
            this.context = context;
        }

        public Assets assets() throws NodeFailure {
            return new Assets(new QpsClient(basic(), address("apiUrl")));
        }

        /// What people choose from, over the QPS API.
        public Directory directory() throws NodeFailure {
            var address = address("apiUrl");
            return new Directory(
                    new QpsClient(basic(), address), new QpsClient(basic(), address, "3.0"));
        }

        public Hosts hosts() throws NodeFailure {
            return new Hosts(fo());
        }

        public PerimeterScans perimeterScans() throws NodeFailure {
            return new PerimeterScans(fo());
        }

        public PatchJobs patchJobs() throws NodeFailure {
            return new PatchJobs(gateway());
        }

        /// Findings of Cloud Detection and Response.
        public CdrFindings cdrFindings() throws NodeFailure {
            return new CdrFindings(gateway(), context);
        }

        private GatewayClient gateway() throws NodeFailure {
            var account =
                    new GatewayTokens.Account(
                            address("gatewayUrl"),
                            connection.requireSetting("username"),
                            connection.requireSecret("password"));
            var wire = QualysWire.anonymous(http, context);
            return new GatewayClient(wire, account, tokens);
        }

        private FoClient fo() throws NodeFailure {
            var version = connection.setting("foVersion").orElse("2.0");
            if (!version.matches("[1-9]\\.[0-9]")) {
                throw bad("foVersion", "an API version such as 2.0", version);
            }
            return new FoClient(basic(), address("apiUrl") + "/api/" + version + "/fo/");
        }

        private QualysWire basic() throws NodeFailure {
            return QualysWire.basic(
                    http,
                    context,
                    connection.requireSetting("username"),
                    connection.requireSecret("password"));
        }

        /// How long to wait between two looks at something under way.
        public Duration pollInterval() throws NodeFailure {
            var text = connection.setting("pollInterval").orElse("PT60S");
            try {
                var interval = Duration.parse(text);
                if (interval.compareTo(Duration.ofSeconds(1)) >= 0) {
                    return interval;
                }
            } catch (DateTimeParseException malformed) {
                // Said below, as for an interval that is too short.
            }
            throw bad("pollInterval", "an ISO-8601 duration of at least PT1S", text);
        }

        private String address(String setting) throws NodeFailure {
            var url = connection.requireSetting(setting).strip();
            if (!url.matches("https?://[^\\s?#@]+") || HttpUrl.parse(url) == null) {
                throw bad(setting, "an address such as https://qualysapi.qualys.com", shown(url));
            }
            return url.replaceAll("/+$", "");
        }

        private NodeFailure bad(String setting, String expected, String found) {
            return NodeFailure.permanent(
                    "connection.bad-setting",
                    Fault.USER,
                    ("Expected the setting '%s' of connection '%s' to be %s, found '%s'; open "
                                    + "Connections and mend it.")
                            .formatted(setting, connection.name(), expected, found));
        }
    }

    /// An address for a message, without the credentials somebody may have put into it.
    private static String shown(String url) {
        return url.replaceAll("//[^/]*@", "//…@");
    }
}
