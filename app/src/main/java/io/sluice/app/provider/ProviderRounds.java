package io.sluice.app.provider;

import io.sluice.app.profile.AppTables;
import io.sluice.app.security.LoginThrottle;
import io.sluice.app.security.Tokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Browsers that have been sent to an identity provider and are to come back: each once, within ten
/// minutes, to the process of a cluster that happens to be asked.
///
/// What binds the way there to the way back (state, nonce and PKCE verifier) is made of a random
/// cookie that only this browser has. Stored is the cookie's hash.
@Component
class ProviderRounds {
    static final String COOKIE = "SLUICE_ROUND";
    static final Duration LIFE = Duration.ofMinutes(10);
    static final int MOST_OF_A_NETWORK = 200;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    ProviderRounds(JdbcClient jdbc, InstantSource clock, AppTables tables) {
        tables.require();
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param back where the page goes on afterwards
    record Round(String provider, String back) {}

    /// @return the cookie's value, which is not kept
    String begin(String provider, String back, String remote) {
        var cookie = Tokens.random();
        var network = LoginThrottle.network(remote);
        long now = clock.instant().toEpochMilli();
        jdbc.sql("delete from provider_round where expires_at <= :now").param("now", now).update();
        jdbc.sql(
                        """
                        delete from provider_round where hash in (
                            select hash from provider_round where network = :network
                            order by expires_at desc offset :most rows)
                        """)
                .param("network", network)
                .param("most", MOST_OF_A_NETWORK - 1)
                .update();
        jdbc.sql(
                        """
                        insert into provider_round (hash, provider, network, back, expires_at)
                        values (:hash, :provider, :network, :back, :expires)
                        """)
                .param("hash", Tokens.hash(cookie))
                .param("provider", provider)
                .param("network", network)
                .param("back", back)
                .param("expires", now + LIFE.toMillis())
                .update();
        return cookie;
    }

    /// Ends a round.
    ///
    /// @return empty if there is none any more; of several at once one has it
    Optional<Round> end(String cookie) {
        var found = find(cookie);
        int gone =
                jdbc.sql("delete from provider_round where hash = :hash")
                        .param("hash", Tokens.hash(cookie))
                        .update();
        return found.filter(_ -> gone == 1);
    }

    /// A round that still goes on, and does so afterwards.
    Optional<Round> find(String cookie) {
        return jdbc.sql(
                        """
                        select provider, back from provider_round
                        where hash = :hash and expires_at > :now
                        """)
                .param("hash", Tokens.hash(cookie))
                .param("now", clock.instant().toEpochMilli())
                .query((row, _) -> new Round(row.getString(1), row.getString(2)))
                .optional();
    }

    static String state(String cookie) {
        return Tokens.derived(cookie, "state");
    }

    static String nonce(String cookie) {
        return Tokens.derived(cookie, "nonce");
    }

    static String verifier(String cookie) {
        return Tokens.derived(cookie, "verifier");
    }
}
