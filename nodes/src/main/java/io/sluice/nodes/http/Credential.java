package io.sluice.nodes.http;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The header by which a connection proves who it is.
record Credential(String header, String value) {
    private static final String AUTHORIZATION = "Authorization";

    /// @return empty for a connection that sends none
    /// @throws NodeFailure if the connection lacks what its kind of authentication needs
    static Optional<Credential> of(Connection connection) throws NodeFailure {
        var kind = connection.setting("authentication").orElse("none");
        return switch (kind) {
            case "none" -> Optional.empty();
            case "basic" -> Optional.of(basic(connection));
            case "bearer" ->
                    Optional.of(new Credential(AUTHORIZATION, "Bearer " + token(connection)));
            case "header" -> Optional.of(new Credential(header(connection), token(connection)));
            default ->
                    throw HttpConnection.bad(
                            connection,
                            "setting 'authentication'",
                            "none, basic, bearer or header",
                            "'" + kind + "'");
        };
    }

    private static Credential basic(Connection connection) throws NodeFailure {
        var username = connection.requireSetting("username");
        if (username.contains(":")) {
            throw HttpConnection.bad(
                    connection, "setting 'username'", "without a colon", "'" + username + "'");
        }
        var pair = username + ":" + connection.requireSecret("password");
        var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new Credential(AUTHORIZATION, "Basic " + encoded);
    }

    private static String header(Connection connection) throws NodeFailure {
        var name = connection.requireSetting("headerName");
        if (!RequestHeaders.isName(name) || RequestHeaders.isTransport(name)) {
            throw HttpConnection.bad(
                    connection,
                    "setting 'headerName'",
                    "the name of a header such as X-Api-Key",
                    "'" + name + "'");
        }
        return name;
    }

    private static String token(Connection connection) throws NodeFailure {
        var token = connection.requireSecret("token").strip();
        if (!RequestHeaders.isValue(token)) {
            throw HttpConnection.bad(
                    connection,
                    "secret 'token'",
                    "printable ASCII in one line",
                    "other characters");
        }
        return token;
    }

    @Override
    public String toString() {
        return "Credential[" + header + "]";
    }
}
