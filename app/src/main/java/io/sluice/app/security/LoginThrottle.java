package io.sluice.app.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Slows guessing down: after five failures for a user name, or twenty from an address, each
/// further one doubles the wait, up to a quarter of an hour. Counted in this process only; a
/// cluster of n slows guessing down n times less.
@Component
public class LoginThrottle {
    private static final int USER_TRIES = 5;
    private static final int ADDRESS_TRIES = 20;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private final InstantSource clock;
    private final Map<String, Failures> failures =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private record Failures(int count, Instant last) {}

    LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /// How long this user name, or this address, still has to wait.
    public synchronized Optional<Duration> wait(String user, String address) {
        var forUser = wait("user " + user, USER_TRIES);
        var forAddress = wait("address " + address, ADDRESS_TRIES);
        return Optional.of(forUser.compareTo(forAddress) > 0 ? forUser : forAddress)
                .filter(Duration::isPositive);
    }

    public synchronized void failed(String user, String address) {
        add("user " + user);
        add("address " + address);
    }

    public synchronized void succeeded(String user) {
        failures.remove("user " + user);
    }

    private void add(String key) {
        failures.merge(
                key,
                new Failures(1, clock.instant()),
                (before, now) -> new Failures(before.count() + 1, now.last()));
    }

    private Duration wait(String key, int tries) {
        var known = failures.get(key);
        if (known == null || known.count() < tries) {
            return Duration.ZERO;
        }
        var pause = Duration.ofSeconds(1L << Math.min(10, known.count() - tries));
        var capped = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        return Duration.between(clock.instant(), known.last().plus(capped));
    }
}
