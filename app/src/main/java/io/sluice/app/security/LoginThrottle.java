package io.sluice.app.security;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.profile.AppTables;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Slows guessing down without locking anybody out: failures are counted for a name *at an address*
/// and for an address, never for a name alone, and whoever comes with a known device is counted by
/// that device only. Beyond the free tries each further one doubles the wait, up to a quarter of an
/// hour. All processes count together, in the store.
///
/// A try is counted before it is made, so that many at once gain nothing; one that succeeds is
/// taken back.
@Component
public class LoginThrottle {
    static final int NAME_TRIES = 5;
    static final int DEVICE_TRIES = 10;
    static final int ADDRESS_TRIES = 30;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final int DOUBLINGS = 10;
    private static final int ROUNDS = 50;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    LoginThrottle(JdbcClient jdbc, InstantSource clock, AppTables tables) {
        tables.require();
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A try that has been counted.
    ///
    /// @param own what goes when it succeeds
    /// @param address what is taken back by one
    public record Try(String own, Optional<String> address) {}

    private record Bucket(int failures, long lastAt, long openAt) {}

    /// Counts a try.
    ///
    /// @param name what is guessed at: a user name, or a purpose
    /// @param address of the client
    /// @param device of this very user, if it is known
    /// @throws ApiProblem TOO_MANY_ATTEMPTS if there were too many failures before
    public Try count(String name, String address, Optional<String> device) {
        if (device.isPresent()) {
            var own = Tokens.hash("device " + device.get());
            take(own, DEVICE_TRIES);
            return new Try(own, Optional.empty());
        }
        var network = network(address);
        var own = Tokens.hash("name " + name.toLowerCase(Locale.ROOT) + " at " + network);
        var all = Tokens.hash("address " + network);
        take(own, NAME_TRIES);
        take(all, ADDRESS_TRIES);
        return new Try(own, Optional.of(all));
    }

    /// Takes a try back that has succeeded. What others failed at from the same address stays.
    public void succeeded(Try done) {
        jdbc.sql("delete from sign_in_failure where bucket = :bucket")
                .param("bucket", done.own())
                .update();
        done.address()
                .ifPresent(address ->
                        jdbc.sql(
                                        """
                                        update sign_in_failure
                                        set failures = failures - 1,
                                            open_at = case
                                                when failures > :tries then open_at
                                                else last_at
                                            end
                                        where bucket = :bucket and failures > 0
                                        """)
                                .param("tries", ADDRESS_TRIES)
                                .param("bucket", address)
                                .update());
        forget();
    }

    private void forget() {
        jdbc.sql("delete from sign_in_failure where last_at < :limit")
                .param("limit", clock.instant().minus(REMEMBERED).toEpochMilli())
                .update();
    }

    /// Optimistic: whoever comes second reads again.
    private void take(String bucket, int tries) {
        for (int round = 0; round < ROUNDS; round++) {
            long now = clock.instant().toEpochMilli();
            var found = find(bucket);
            if (found.isEmpty()) {
                if (insert(bucket, now)) {
                    return;
                }
                continue;
            }
            var seen = found.get();
            if (seen.openAt() > now) {
                throw tooMany(Duration.ofMillis(seen.openAt() - now));
            }
            boolean forgotten = seen.lastAt() < now - REMEMBERED.toMillis();
            int failures = forgotten ? 1 : seen.failures() + 1;
            if (update(bucket, seen, new Bucket(failures, now, now + pause(failures, tries)))) {
                return;
            }
        }
        throw tooMany(Duration.ofSeconds(1));
    }

    private Optional<Bucket> find(String bucket) {
        return jdbc.sql("select failures, last_at, open_at from sign_in_failure where bucket = :b")
                .param("b", bucket)
                .query((row, _) -> new Bucket(row.getInt(1), row.getLong(2), row.getLong(3)))
                .optional();
    }

    private boolean insert(String bucket, long now) {
        try {
            jdbc.sql(
                            "insert into sign_in_failure (bucket, failures, last_at, open_at) values (:b, 1, :now, :now)")
                    .param("b", bucket)
                    .param("now", now)
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private boolean update(String bucket, Bucket seen, Bucket next) {
        return jdbc.sql(
                                """
                                update sign_in_failure
                                set failures = :failures, last_at = :last, open_at = :open
                                where bucket = :bucket and failures = :seen and open_at = :seenOpen
                                """)
                        .param("failures", next.failures())
                        .param("last", next.lastAt())
                        .param("open", next.openAt())
                        .param("bucket", bucket)
                        .param("seen", seen.failures())
                        .param("seenOpen", seen.openAt())
                        .update()
                == 1;
    }

    /// After so many failures, in milliseconds.
    private static long pause(int failures, int tries) {
        if (failures < tries) {
            return 0;
        }
        var pause = Duration.ofSeconds(1L << Math.min(DOUBLINGS, failures - tries));
        return (pause.compareTo(LONGEST) > 0 ? LONGEST : pause).toMillis();
    }

    private static ApiProblem tooMany(Duration wait) {
        return new ApiProblem(
                ErrorCode.TOO_MANY_ATTEMPTS,
                "Expected fewer failed attempts; wait " + (wait.toSeconds() + 1) + " seconds.");
    }

    /// Who has one IPv6 address has 2⁶⁴ of them.
    public static String network(String address) {
        try {
            var literal = InetAddress.ofLiteral(address);
            return literal instanceof Inet6Address
                    ? Arrays.toString(Arrays.copyOf(literal.getAddress(), IPV6_NETWORK_BYTES))
                    : literal.getHostAddress();
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
