package io.sluice.app.security;

import io.sluice.app.profile.AppTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sessions of browsers. Only hashes are stored, so that the database gives no session away; they
/// survive a restart and are shared by all processes, and are looked up with each request, so that
/// one that ends has ended everywhere. One ends eight hours after it was last used, and after a
/// week in any case; the 21st of a user ends the one that was not used for longest.
@Component
public class Sessions {
    /// The cookie's name, but for the prefix it has over TLS.
    public static final String COOKIE = "SLUICE_SESSION";

    public static final Duration IDLE = Duration.ofHours(8);
    public static final Duration LONGEST = Duration.ofDays(7);

    /// For those whom a provider has recognised: it is asked again each day.
    public static final Duration LONGEST_ELSEWHERE = Duration.ofHours(12);

    public static final String PASSWORD = "password";
    static final int MOST = 20;
    private static final Duration TOUCH = Duration.ofMinutes(5);
    private static final int ID_LENGTH = 16;
    private static final int AGENT_LENGTH = 300;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Sessions(JdbcClient jdbc, InstantSource clock, AppTables tables) {
        tables.require();
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A session as its owner sees it.
    ///
    /// @param id tells it from the owner's others; of no use as a cookie
    /// @param way how the owner was recognised: `password`, or the id of an identity provider
    /// @param remote address of the client that began it
    /// @param agent what the browser said of itself
    public record Live(
            String id,
            Instant begunAt,
            Instant usedAt,
            Instant endsAt,
            String way,
            String remote,
            String agent) {}

    /// Begins a session and answers its cookie value, which is not kept.
    ///
    /// @param way how the user was recognised: [#PASSWORD], or the id of an identity provider
    public String begin(String user, String way, String remote, String agent) {
        var cookie = Tokens.random();
        long now = clock.instant().toEpochMilli();
        jdbc.sql(
                        """
                        insert into web_session
                            (hash, user_name, created_at, used_at, expires_at, way, remote, agent)
                        values (:hash, :user, :now, :now, :expires, :way, :remote, :agent)
                        """)
                .param("hash", Tokens.hash(cookie))
                .param("user", user)
                .param("now", now)
                .param("expires", now + longest(way).toMillis())
                .param("way", way)
                .param("remote", remote)
                .param("agent", agent.substring(0, Math.min(AGENT_LENGTH, agent.length())))
                .update();
        jdbc.sql("delete from web_session where expires_at < :now or used_at < :idle")
                .param("now", now)
                .param("idle", now - IDLE.toMillis())
                .update();
        list(user).stream().skip(MOST).forEach(surplus -> end(user, surplus.id()));
        return cookie;
    }

    private static Duration longest(String way) {
        return way.equals(PASSWORD) ? LONGEST : LONGEST_ELSEWHERE;
    }

    /// The user of a live session, which counts as used by it.
    Optional<String> user(String cookie) {
        long now = clock.instant().toEpochMilli();
        var found = find(cookie, now);
        found.filter(session -> session.usedAt() < now - TOUCH.toMillis())
                .ifPresent(_ -> touch(Tokens.hash(cookie), now));
        return found.map(Found::user);
    }

    /// The user of a live session, which grows no younger by it.
    Optional<String> look(String cookie) {
        return find(cookie, clock.instant().toEpochMilli()).map(Found::user);
    }

    private record Found(String user, long usedAt) {}

    private Optional<Found> find(String cookie, long now) {
        return jdbc.sql(
                        """
                        select user_name, used_at from web_session
                        where hash = :hash and expires_at > :now and used_at > :idle
                        """)
                .param("hash", Tokens.hash(cookie))
                .param("now", now)
                .param("idle", now - IDLE.toMillis())
                .query((row, _) -> new Found(row.getString(1), row.getLong(2)))
                .optional();
    }

    private void touch(String hash, long now) {
        jdbc.sql("update web_session set used_at = :now where hash = :hash")
                .param("now", now)
                .param("hash", hash)
                .update();
    }

    /// The live sessions of a user, the one used last first.
    public List<Live> list(String user) {
        long now = clock.instant().toEpochMilli();
        return jdbc.sql(
                        """
                        select hash, created_at, used_at, expires_at, way, remote, agent
                        from web_session
                        where user_name = :user and expires_at > :now and used_at > :idle
                        order by used_at desc, created_at desc, hash
                        """)
                .param("user", user)
                .param("now", now)
                .param("idle", now - IDLE.toMillis())
                .query((row, _) -> live(row))
                .list();
    }

    private static Live live(ResultSet row) throws SQLException {
        return new Live(
                row.getString(1).substring(0, ID_LENGTH),
                Instant.ofEpochMilli(row.getLong(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                Instant.ofEpochMilli(row.getLong(4)),
                orEmpty(row.getString(5)),
                orEmpty(row.getString(6)),
                orEmpty(row.getString(7)));
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    /// The [Live#id] of the session with this cookie.
    public static String id(String cookie) {
        return Tokens.hash(cookie).substring(0, ID_LENGTH);
    }

    public void end(String cookie) {
        jdbc.sql("delete from web_session where hash = :hash")
                .param("hash", Tokens.hash(cookie))
                .update();
    }

    /// Ends one session of a user by its id.
    ///
    /// @return whether the user had one of this id
    public boolean end(String user, String id) {
        if (id.length() != ID_LENGTH) {
            return false;
        }
        return jdbc.sql(
                                "delete from web_session where user_name = :user and substring(hash, 1, "
                                        + ID_LENGTH
                                        + ") = :id")
                        .param("user", user)
                        .param("id", id)
                        .update()
                > 0;
    }

    /// Ends all sessions of a user: the password was changed, or the user disabled.
    ///
    /// @return how many there were
    public int endAll(String user) {
        return jdbc.sql("delete from web_session where user_name = :user")
                .param("user", user)
                .update();
    }

    /// Ends all sessions of a user but that with this cookie.
    ///
    /// @return how many there were
    public int endOthers(String user, String cookie) {
        return jdbc.sql("delete from web_session where user_name = :user and hash <> :hash")
                .param("user", user)
                .param("hash", Tokens.hash(cookie))
                .update();
    }

    /// The CSRF token that belongs to a session: made of its cookie, so nothing more is stored.
    public static String csrf(String cookie) {
        return Tokens.derived(cookie, "csrf");
    }
}
