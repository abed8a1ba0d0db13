package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads a kubeconfig that holds everything itself. What would make this host read a file or run a
/// command is refused, and so is a server whose certificate is not to be checked.
record Kubeconfig(Connection connection, Map<?, ?> root) {
    private static final int LONGEST = 256 << 10;
    private static final List<String> FORBIDDEN =
            List.of(
                    "certificate-authority",
                    "client-certificate",
                    "client-key",
                    "tokenFile",
                    "exec",
                    "auth-provider",
                    "proxy-url",
                    "username",
                    "password",
                    "as");

    static Access access(Connection connection, String text, String context) throws NodeFailure {
        return new Kubeconfig(connection, parsed(connection, text)).access(context);
    }

    private static Map<?, ?> parsed(Connection connection, String text) throws NodeFailure {
        if (text.length() <= LONGEST) {
            try {
                var settings = LoadSettings.builder().setMaxAliasesForCollections(5).build();
                if (new Load(settings).loadFromString(text) instanceof Map<?, ?> map) {
                    return map;
                }
            } catch (YamlEngineException e) {
                // refused below, without the text: it is a secret
            }
        }
        throw Access.invalid(
                connection, "kubeconfig", "YAML text of a kubeconfig", "something else");
    }

    private Access access(String asked) throws NodeFailure {
        var name = asked.isEmpty() ? text(root, "current-context") : asked;
        var context = entry("contexts", "context", name);
        var cluster = entry("clusters", "cluster", text(context, "cluster"));
        var user = entry("users", "user", text(context, "user"));
        refuse(cluster, "cluster");
        refuse(user, "user");
        if (Boolean.TRUE.equals(cluster.get("insecure-skip-tls-verify"))) {
            throw Access.invalid(
                    connection,
                    "kubeconfig",
                    "to have certificate-authority-data",
                    "insecure-skip-tls-verify");
        }
        var token = text(user, "token");
        var certificate = text(user, "client-certificate-data");
        if (token.isEmpty() && certificate.isEmpty()) {
            throw Access.invalid(
                    connection,
                    "kubeconfig",
                    "to have a token or client-certificate-data for its user",
                    "neither");
        }
        return new Access(
                Access.server(connection, text(cluster, "server")),
                text(cluster, "certificate-authority-data"),
                token,
                certificate,
                text(user, "client-key-data"),
                text(cluster, "tls-server-name"));
    }

    private void refuse(Map<?, ?> part, String what) throws NodeFailure {
        for (var key : FORBIDDEN) {
            if (part.containsKey(key)) {
                throw Access.invalid(
                        connection,
                        "kubeconfig",
                        "to hold its "
                                + what
                                + "'s data itself (kubectl config view --flatten --minify)",
                        "'" + key + "'");
            }
        }
    }

    private Map<?, ?> entry(String list, String inner, String name) throws NodeFailure {
        if (root.get(list) instanceof List<?> all) {
            for (var each : all) {
                if (each instanceof Map<?, ?> map
                        && text(map, "name").equals(name)
                        && map.get(inner) instanceof Map<?, ?> found) {
                    return found;
                }
            }
        }
        throw Access.invalid(
                connection,
                "kubeconfig",
                "to have the " + inner + " '" + name + "'",
                "none of this name");
    }

    private static String text(Map<?, ?> map, String key) {
        return Optional.<@Nullable Object>ofNullable(map.get(key)).map(String::valueOf).orElse("");
    }
}
