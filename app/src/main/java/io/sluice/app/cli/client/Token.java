package io.sluice.app.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/// What opens the server, and where it was found, so that a refusal can say so.
///
/// @param value empty when there is none
/// @param source for people: the variable or the file
record Token(String value, String source) {
    /// `SLUICE_TOKEN`, else the file that the server leaves in its data folder.
    static Token find(Map<String, String> environment) {
        var given = environment.getOrDefault("SLUICE_TOKEN", "");
        if (!given.isBlank()) {
            return new Token(given.strip(), "the token in SLUICE_TOKEN");
        }
        var data = environment.getOrDefault("SLUICE_DATA", "");
        var file = Path.of(data.isBlank() ? "./data" : data, "cli-token");
        var place = file.toAbsolutePath().normalize().toString();
        try {
            return new Token(Files.readString(file).strip(), "the token in " + place);
        } catch (NoSuchFileException e) {
            return new Token("", "no token: there is no " + place);
        } catch (IOException e) {
            return new Token("", "no token: " + place + " cannot be read (" + e.getMessage() + ")");
        }
    }

    @Override
    public String toString() {
        return "Token[" + source + "]";
    }
}
