package io.sluice.nodes.http;

import io.sluice.engine.node.ConnectionType;
import io.sluice.engine.node.ConnectionType.Setting;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeProvider;
import io.sluice.engine.node.NodeType;
import io.sluice.nodes.support.VendorHttp;
import java.util.List;

/// The node types that speak to any HTTP endpoint, and their connection type.
public final class HttpNodes implements NodeProvider {
    static final String CATEGORY = "HTTP";

    /// First part of every error code.
    static final String VENDOR = "http";

    @Override
    public List<NodeType<?, ?>> nodeTypes(NodeEnvironment environment) {
        var http = new VendorHttp(VENDOR, environment);
        return List.of(new HttpGet(http), new PlainRequest(http), new IdempotentRequest(http));
    }

    @Override
    public List<ConnectionType> connectionTypes() {
        return List.of(
                new ConnectionType(
                        HttpConnection.TYPE,
                        "HTTP endpoint",
                        """
                        Any service that speaks HTTP. The base URL is put before relative URLs of nodes.

                        - **none** sends no credentials.
                        - **basic** sends user name and password.
                        - **bearer** sends `Authorization: Bearer <token>`.
                        - **header** sends the token in the header named here, such as `X-Api-Key`.

                        Credentials go to the origin of the base URL (scheme, host and port) and nowhere else, not even
                        after a redirect; a connection with credentials therefore needs a base URL. Private and loopback
                        addresses are refused unless an administrator allows exactly that host and port.
                        """,
                        settings()));
    }

    private static List<Setting> settings() {
        return List.of(
                plain(
                        "baseUrl",
                        "Base URL",
                        "Where relative URLs begin; needed as soon as there are credentials.",
                        "https://api.example.com/v1"),
                plain(
                        "authentication",
                        "Authentication",
                        "none, basic, bearer or header; without one it is none.",
                        "bearer"),
                plain("username", "User name", "For basic.", "svc_sluice"),
                secret("password", "Password", "For basic."),
                plain("headerName", "Header", "For header: its name.", "X-Api-Key"),
                secret("token", "Token", "For bearer and header."));
    }

    private static Setting plain(String key, String title, String description, String example) {
        return new Setting(key, title, description, false, false, example);
    }

    private static Setting secret(String key, String title, String description) {
        return new Setting(key, title, description, false, true, "");
    }
}
