package io.sluice.app.security;

import io.sluice.app.profile.AppTables;
import io.sluice.app.profile.SluiceProperties;
import io.sluice.app.secret.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The way to the first account. As long as there is none, each process has one token: printed when
/// it starts, kept in `setup-token` in the data folder, stored as a hash, good for a day. The first
/// that is used ends all of them.
@Component
public class SetUpTokens {
    public static final Duration LIFE = Duration.ofHours(24);
    private static final Logger log = LoggerFactory.getLogger(SetUpTokens.class);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final io.sluice.db.authored.Accounts users;
    private final Path file;

    SetUpTokens(
            JdbcClient jdbc,
            InstantSource clock,
            io.sluice.db.authored.Accounts users,
            SluiceProperties properties,
            AppTables tables) {
        tables.require();
        this.jdbc = jdbc;
        this.clock = clock;
        this.users = users;
        file = properties.data().resolve("setup-token");
    }

    /// A token that was just made.
    public record Made(String token, Instant expiresAt) {}

    @EventListener(ApplicationReadyEvent.class)
    void offer() throws IOException {
        if (users.any()) {
            Files.deleteIfExists(file);
            return;
        }
        var token = known();
        log.info("No account yet. Open the web page and set up the first one with this token:");
        log.info("Set-up token: {}", token);
        log.info("It works once, and for a day; './sluice setup-token' makes another.");
    }

    /// The token of an earlier start, if it is still good; else a new one.
    private String known() throws IOException {
        if (Files.exists(file)) {
            var token = Files.readString(file).strip();
            if (isLive(token)) {
                return token;
            }
        }
        return renew().token();
    }

    /// Makes a token in place of this process's earlier one.
    public Made renew() {
        try {
            if (Files.exists(file)) {
                end(Files.readString(file).strip());
            }
            var now = clock.instant();
            var token = Tokens.random();
            jdbc.sql("delete from setup_token where created_at <= :oldest")
                    .param("oldest", oldest())
                    .update();
            jdbc.sql("insert into setup_token (hash, created_at) values (:hash, :now)")
                    .param("hash", Tokens.hash(token))
                    .param("now", now.toEpochMilli())
                    .update();
            OwnerOnly.replace(file, token + "\n");
            return new Made(token, now.plus(LIFE));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }

    /// Whether this token may still make the first account.
    public boolean isLive(String token) {
        return jdbc.sql(
                                """
                                select count(*) from setup_token
                                where hash = :hash and created_at > :oldest
                                """)
                        .param("hash", Tokens.hash(token))
                        .param("oldest", oldest())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// Uses a token up. Joins the caller's transaction, and is undone with it.
    ///
    /// @return whether it was live; of several at once that use it one hears true
    public boolean use(String token) {
        return jdbc.sql("delete from setup_token where hash = :hash and created_at > :oldest")
                        .param("hash", Tokens.hash(token))
                        .param("oldest", oldest())
                        .update()
                == 1;
    }

    private long oldest() {
        return clock.instant().minus(LIFE).toEpochMilli();
    }

    private void end(String token) {
        jdbc.sql("delete from setup_token where hash = :hash")
                .param("hash", Tokens.hash(token))
                .update();
    }

    /// Ends all tokens. Joins the caller's transaction.
    public void end() {
        jdbc.sql("delete from setup_token").update();
    }

    /// Removes the token that lies in the data folder.
    public void forgetFile() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("Could not delete {}; its token is used up, delete it by hand", file, e);
        }
    }
}
