package io.sluice.engine.node;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How to reach an outside system, with its secrets in the clear. Lives for one call; must never be
/// stored, logged or put into an output; `toString` shows no secret.
public final class Connection {
    private final String name;
    private final String type;
    private final Map<String, String> settings;
    private final Map<String, String> secrets;

    public Connection(
            String name, String type, Map<String, String> settings, Map<String, String> secrets) {
        this.name = name;
        this.type = type;
        this.settings = Map.copyOf(settings);
        this.secrets = Map.copyOf(secrets);
    }

    public String name() {
        return name;
    }

    /// The connection type's id: `aws`, `qualys`, `servicenow`, `http`.
    public String type() {
        return type;
    }

    /// A setting that is no secret, if it is set and not blank.
    public Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key)).filter(value -> !value.isBlank());
    }

    /// @throws NodeFailure if it is not set
    public String requireSetting(String key) throws NodeFailure {
        return setting(key).orElseThrow(() -> missing("setting", key));
    }

    /// @throws NodeFailure if it is not set
    public String requireSecret(String key) throws NodeFailure {
        var secret = secrets.get(key);
        if (secret == null || secret.isEmpty()) {
            throw missing("secret", key);
        }
        return secret;
    }

    public Optional<String> secret(String key) {
        return Optional.ofNullable(secrets.get(key)).filter(value -> !value.isEmpty());
    }

    /// The values that must never leave, for redaction.
    public Set<String> secretValues() {
        return Set.copyOf(secrets.values());
    }

    private NodeFailure missing(String what, String key) {
        return NodeFailure.permanent(
                "connection.incomplete",
                NodeFailure.Fault.USER,
                "Expected connection '"
                        + name
                        + "' ("
                        + type
                        + ") to have the "
                        + what
                        + " '"
                        + key
                        + "'; open Connections and fill it in.");
    }

    @Override
    public String toString() {
        return "Connection[" + type + " " + name + "]";
    }
}
