package io.sluice.app.security;

import io.sluice.app.profile.AppTables;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sessions of browsers. Only hashes are stored, so that the database gives no session away; they
/// survive a restart and are shared by all processes. One ends eight hours after it was last used,
/// and after a week in any case.
@Component
public class Sessions {
    public static final String COOKIE = "SLUICE_SESSION";
    static final Duration IDLE = Duration.ofHours(8);
    public static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration TOUCH = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Sessions(JdbcClient jdbc, InstantSource clock, AppTables tables) {
        tables.require();
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Begins a session and answers its cookie value, which is not kept.
    public String begin(String user) {
        var cookie = Tokens.random();
        long now = clock.instant().toEpochMilli();
        jdbc.sql(
                        """
                        insert into web_session (hash, user_name, created_at, used_at, expires_at)
                        values (:hash, :user, :now, :now, :expires)
                        """)
                .param("hash", Tokens.hash(cookie))
                .param("user", user)
                .param("now", now)
                .param("expires", now + LONGEST.toMillis())
                .update();
        jdbc.sql("delete from web_session where expires_at < :now or used_at < :idle")
                .param("now", now)
                .param("idle", now - IDLE.toMillis())
                .update();
        return cookie;
    }

    /// The user of a live session.
    Optional<String> user(String cookie) {
        long now = clock.instant().toEpochMilli();
        var hash = Tokens.hash(cookie);
        var found =
                jdbc.sql(
                                """
                                select user_name, used_at from web_session
                                where hash = :hash and expires_at > :now and used_at > :idle
                                """)
                        .param("hash", hash)
                        .param("now", now)
                        .param("idle", now - IDLE.toMillis())
                        .query((row, _) -> new Found(row.getString(1), row.getLong(2)))
                        .optional();
        found.filter(session -> session.usedAt() < now - TOUCH.toMillis())
                .ifPresent(_ -> touch(hash, now));
        return found.map(Found::user);
    }

    private record Found(String user, long usedAt) {}

    private void touch(String hash, long now) {
        jdbc.sql("update web_session set used_at = :now where hash = :hash")
                .param("now", now)
                .param("hash", hash)
                .update();
    }

    public void end(String cookie) {
        jdbc.sql("delete from web_session where hash = :hash")
                .param("hash", Tokens.hash(cookie))
                .update();
    }

    /// Ends all sessions of a user: the password was changed, or the user disabled.
    public void endAll(String user) {
        jdbc.sql("delete from web_session where user_name = :user").param("user", user).update();
    }

    /// The CSRF token that belongs to a session: made of its cookie, so nothing more is stored.
    public static String csrf(String cookie) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(cookie.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var value = mac.doFinal("csrf".getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
