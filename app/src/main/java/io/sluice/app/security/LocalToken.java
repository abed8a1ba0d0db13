package io.sluice.app.security;

import io.sluice.app.profile.SluiceProperties;
import io.sluice.app.secret.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The token of the command-line client on this machine: made anew at each start, kept in memory as
/// a hash, and written to `cli-token` in the data folder, which only its owner may read. Whoever
/// can read that file could read the database and the keys as well.
@Component
class LocalToken {
    static final String NAME = "local-cli";

    private final String token = StoredAccounts.PREFIX + Tokens.random();
    private final String hash = Tokens.hash(token);
    private final Path file;

    LocalToken(SluiceProperties properties) {
        file = properties.data().resolve("cli-token");
    }

    /// Only once the port is ours: a second server that finds it taken must not take the first
    /// one's token away.
    @EventListener(WebServerInitializedEvent.class)
    void write() throws IOException {
        OwnerOnly.replace(file, token + "\n");
    }

    Optional<Caller> caller(String tokenHash, String remote) {
        return Tokens.same(hash, tokenHash)
                ? Optional.of(
                        Caller.thisMachine(Projects.DEFAULT, EnumSet.allOf(Role.class), remote))
                : Optional.empty();
    }
}
