package io.sluice.app.cli.client;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/// Where the server is: `SLUICE_URL`, else this machine at `SLUICE_PORT`, else port 8080.
///
/// @param environment the variables, looked at again when the token no longer opens
public record ServerAddress(URI url, Map<String, String> environment) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /// @throws CliFailure when a variable holds no address
    public static ServerAddress find(Map<String, String> environment) {
        var url = environment.getOrDefault("SLUICE_URL", "");
        return new ServerAddress(
                url.isBlank() ? local(environment) : parse(url.strip()), environment);
    }

    /// The token as it is now: a server that starts again leaves a new one.
    Token token() {
        return Token.find(environment);
    }

    @Override
    public String toString() {
        return "ServerAddress[" + url + "]";
    }

    private static URI local(Map<String, String> environment) {
        var port = environment.getOrDefault("SLUICE_PORT", "");
        if (!port.isBlank() && !port.strip().matches("[0-9]{1,5}")) {
            throw CliFailure.usage("Expected a port number in SLUICE_PORT, found '" + port + "'.");
        }
        return parse("http://127.0.0.1:" + (port.isBlank() ? "8080" : port.strip()));
    }

    private static URI parse(String address) {
        var bare = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        try {
            var uri = URI.create(bare);
            if (uri.getHost() != null && SCHEMES.contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw noAddress(address);
        }
        throw noAddress(address);
    }

    private static CliFailure noAddress(String found) {
        return CliFailure.usage(
                "Expected the server's address in SLUICE_URL as http://host:port, found '"
                        + found
                        + "'.");
    }
}
