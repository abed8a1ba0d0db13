package io.sluice.app.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What the environment says.
///
/// @param data the data folder: embedded database, keys, tokens of this machine
/// @param publicUrl the address at which people reach this server; empty for its own
/// @param eventsUrl the address at which the sandbox reaches this server; empty for this machine's
/// @param node what this process is called in leases, apart from a random part; empty for the host
/// @param sandboxUrl where the simulated outside world is; empty when it is off
/// @param allowedPrivateHosts `host:port` pairs inside the own network that nodes may reach
/// @param trustedProxies addresses of reverse proxies whose forwarding headers are believed
/// @param lease how long a run belongs to this process without a sign of life
/// @param callLimit how long one call of a node may take, at most two thirds of the lease
/// @param callsPerConnection most calls at once over one connection, of all processes together
@ConfigurationProperties("sluice")
public record SluiceProperties(
        Path data,
        DatabaseAccess database,
        String masterKey,
        String publicUrl,
        String eventsUrl,
        String node,
        String sandboxUrl,
        String allowedPrivateHosts,
        String trustedProxies,
        Duration lease,
        Duration callLimit,
        int callsPerConnection) {

    /// Where a shared database is.
    public record DatabaseAccess(String url, String user, String password) {
        @Override
        public String toString() {
            return "DatabaseAccess[" + user + "]";
        }
    }

    public Optional<String> givenMasterKey() {
        return Optional.of(masterKey).filter(text -> !text.isBlank());
    }

    /// The sandbox's address without a slash at its end, if it is on.
    public Optional<String> sandbox() {
        return Optional.of(sandboxUrl.strip())
                .filter(text -> !text.isEmpty())
                .map(text -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    public Set<String> privateHosts() {
        return parts(allowedPrivateHosts);
    }

    public Set<String> proxies() {
        return parts(trustedProxies);
    }

    private static Set<String> parts(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return "SluiceProperties[" + data + "]";
    }
}
