package io.sluice.nodes.servicenow;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a connection proves who it is.
sealed interface Authentication {
    /// User name and password with every call.
    record Basic(String header) implements Authentication {
        @Override
        public String toString() {
            return "Basic";
        }
    }

    /// A token, fetched by a grant.
    ///
    /// @param instance where it is valid
    /// @param grant the form that fetches it
    record OAuth(String instance, Map<String, String> grant) implements Authentication {
        public OAuth {
            grant = Map.copyOf(grant);
        }

        @Override
        public String toString() {
            return "OAuth[" + instance + "]";
        }
    }

    static Authentication of(Connection connection, String instance) throws NodeFailure {
        var kind = connection.setting("authentication").orElse("basic");
        return switch (kind) {
            case "basic" -> basic(connection);
            case "oauth" -> oauth(connection, instance);
            default -> throw ServiceNow.bad(connection, "authentication", "basic or oauth", kind);
        };
    }

    private static Basic basic(Connection connection) throws NodeFailure {
        var pair =
                connection.requireSetting("username") + ":" + connection.requireSecret("password");
        return new Basic(
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private static OAuth oauth(Connection connection, String instance) throws NodeFailure {
        var grant = new LinkedHashMap<String, String>();
        grant.put("client_id", connection.requireSetting("clientId"));
        grant.put("client_secret", connection.requireSecret("clientSecret"));
        var username = connection.setting("username");
        if (username.isPresent()) {
            grant.put("grant_type", "password");
            grant.put("username", username.get());
            grant.put("password", connection.requireSecret("password"));
        } else {
            grant.put("grant_type", "client_credentials");
        }
        return new OAuth(instance, grant);
    }
}
