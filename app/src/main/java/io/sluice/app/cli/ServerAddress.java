package io.sluice.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the server is and what opens it: `SLUICE_URL` or this machine at `SLUICE_PORT`, and
/// `SLUICE_TOKEN` or the token that the server leaves in its data folder.
record ServerAddress(URI url, String token) {
    static ServerAddress find(
            @Nullable String givenUrl,
            @Nullable String givenToken,
            Map<String, String> environment) {
        var port = environment.getOrDefault("SLUICE_PORT", "8080");
        var url = givenUrl != null ? givenUrl : environment.get("SLUICE_URL");
        var address = url == null || url.isBlank() ? "http://127.0.0.1:" + port : url;
        return new ServerAddress(parse(address), token(givenToken, environment));
    }

    private static URI parse(String address) {
        var bare = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        try {
            var uri = URI.create(bare);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw CliFailure.usage(
                "Expected the server's address as http://host:port, found '" + address + "'.");
    }

    private static String token(@Nullable String given, Map<String, String> environment) {
        var token = given != null ? given : environment.get("SLUICE_TOKEN");
        if (token != null && !token.isBlank()) {
            return token.strip();
        }
        var data = environment.getOrDefault("SLUICE_DATA", "./data");
        var file = Path.of(data.isBlank() ? "./data" : data, "cli-token");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw CliFailure.usage(
                    "Expected the server's token in "
                            + file.toAbsolutePath().normalize()
                            + ", found none that can be read; start the server here, set SLUICE_DATA"
                            + " to its data folder, or give --token.");
        }
    }

    @Override
    public String toString() {
        return "ServerAddress[" + url + "]";
    }
}
