package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How one cluster is reached and who we are there.
///
/// @param caData Base64 of PEM certificates; empty for those the host trusts
/// @param clientCertificate Base64 of PEM; empty unless a kubeconfig has one
/// @param tlsName the name that the server's certificate has instead of the address; may be empty
record Access(
        URI server,
        String caData,
        String token,
        String clientCertificate,
        String clientKey,
        String tlsName) {
    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    @Override
    public String toString() {
        return "Access[" + server + "]";
    }

    /// @throws NodeFailure that says which field of the connection is missing or wrong
    static Access of(Connection connection) throws NodeFailure {
        return of(connection, ACCOUNT);
    }

    /// @param account the folder of the pod's service account
    static Access of(Connection connection, Path account) throws NodeFailure {
        var mode = connection.setting("mode").orElse("token");
        return switch (mode) {
            case "token" ->
                    new Access(
                            server(connection, connection.requireSetting("server")),
                            connection.setting("caCert").map(Access::encoded).orElse(""),
                            token(connection),
                            "",
                            "",
                            "");
            case "kubeconfig" ->
                    Kubeconfig.access(
                            connection,
                            connection.requireSecret("kubeconfig"),
                            connection.setting("context").orElse(""));
            case "in-cluster" -> inCluster(connection, account);
            default ->
                    throw invalid(
                            connection,
                            "mode",
                            "token, kubeconfig or in-cluster",
                            "'" + mode + "'");
        };
    }

    /// What is copied often ends with a line break; one within is no token.
    private static String token(Connection connection) throws NodeFailure {
        var token = connection.requireSecret("token").strip();
        if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw invalid(
                    connection,
                    "token",
                    "a token in one line",
                    "spaces, line breaks or other characters in it");
        }
        return token;
    }

    /// The token is read each time: the cluster gives a new one every hour.
    private static Access inCluster(Connection connection, Path account) throws NodeFailure {
        try {
            var address = connection.setting("server").orElse("https://kubernetes.default.svc:443");
            return new Access(
                    server(connection, address),
                    encoded(Files.readString(account.resolve("ca.crt"))),
                    Files.readString(account.resolve("token")).strip(),
                    "",
                    "",
                    "");
        } catch (IOException e) {
            throw NodeFailure.permanent(
                    "connection.invalid",
                    NodeFailure.Fault.USER,
                    "Expected the service account of a pod in "
                            + account
                            + " for connection '"
                            + connection.name()
                            + "', found none; run this product in the cluster, or choose another mode.");
        }
    }

    static String encoded(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    static URI server(Connection connection, @Nullable String text) throws NodeFailure {
        var found = text == null ? "" : text;
        try {
            var uri = URI.create(found);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && Optional.ofNullable(uri.getUserInfo()).isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // refused below, like every other text that is no address
        }
        throw invalid(
                connection,
                "server",
                "an address such as https://10.0.0.1:6443",
                "'" + found + "'");
    }

    static NodeFailure invalid(Connection connection, String field, String expected, String found) {
        return NodeFailure.permanent(
                "connection.invalid",
                NodeFailure.Fault.USER,
                "Expected '"
                        + field
                        + "' of connection '"
                        + connection.name()
                        + "' to be "
                        + expected
                        + ", found "
                        + found
                        + "; correct it under Connections.");
    }
}
