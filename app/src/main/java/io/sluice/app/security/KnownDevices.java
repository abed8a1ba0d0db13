package io.sluice.app.security;

import io.sluice.app.profile.AppTables;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Browsers on which somebody has signed in before. That gives no right to anything: it only keeps
/// what others try from slowing this person down. A changed password makes all of them unknown.
@Component
public class KnownDevices {
    public static final String COOKIE = "SLUICE_DEVICE";
    public static final Duration KEPT = Duration.ofDays(180);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    KnownDevices(JdbcClient jdbc, InstantSource clock, AppTables tables) {
        tables.require();
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Whether this user has signed in with this cookie before.
    public boolean knows(String cookie, String user) {
        return jdbc.sql(
                                """
                                update known_device set used_at = :now
                                where hash = :hash and user_name = :user and used_at > :oldest
                                """)
                        .param("now", clock.instant().toEpochMilli())
                        .param("hash", Tokens.hash(cookie))
                        .param("user", user)
                        .param("oldest", oldest())
                        .update()
                > 0;
    }

    /// Makes a device known.
    ///
    /// @return its cookie's value, which is not kept
    public String remember(String user) {
        jdbc.sql("delete from known_device where used_at < :oldest")
                .param("oldest", oldest())
                .update();
        var cookie = Tokens.random();
        jdbc.sql(
                        """
                        insert into known_device (hash, user_name, created_at, used_at)
                        values (:hash, :user, :now, :now)
                        """)
                .param("hash", Tokens.hash(cookie))
                .param("user", user)
                .param("now", clock.instant().toEpochMilli())
                .update();
        return cookie;
    }

    public void forget(String user) {
        jdbc.sql("delete from known_device where user_name = :user").param("user", user).update();
    }

    private long oldest() {
        return clock.instant().minus(KEPT).toEpochMilli();
    }
}
