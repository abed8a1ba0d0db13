package io.sluice.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What holds for sessions, devices and failed sign-ins, whatever the database.
abstract class PeopleStoresContract {
    private static final Optional<String> UNKNOWN = Optional.empty();

    abstract PeopleStores stores();

    private void fail(String name, String address, int times) {
        for (int i = 0; i < times; i++) {
            stores().throttle.count(name, address, UNKNOWN);
        }
    }

    private void refuses(String name, String address, Optional<String> device) {
        assertThatThrownBy(() -> stores().throttle.count(name, address, device))
                .isInstanceOfSatisfying(
                        ApiProblem.class,
                        problem ->
                                assertThat(problem.code()).isEqualTo(ErrorCode.TOO_MANY_ATTEMPTS));
    }

    @Test
    void slowsGuessingDownMoreAndMore() {
        fail("slow", "192.0.2.1", 5);

        refuses("slow", "192.0.2.1", UNKNOWN);
        stores().pass(Duration.ofSeconds(1));
        fail("slow", "192.0.2.1", 1);
        stores().pass(Duration.ofSeconds(1));
        refuses("slow", "192.0.2.1", UNKNOWN);
        stores().pass(Duration.ofSeconds(1));
        fail("slow", "192.0.2.1", 1);
        refuses("SLOW", "192.0.2.1", UNKNOWN);
    }

    @Test
    void neverLocksAPersonOut() {
        for (int guesser = 0; guesser < 50; guesser++) {
            fail("victim", "198.51.100." + guesser, 5);
        }
        var device = stores().devices.remember("victim");
        fail("victim", "203.0.113.9", 5);

        stores().throttle.succeeded(stores().throttle.count("victim", "203.0.113.10", UNKNOWN));
        assertThat(stores().devices.knows(device, "victim")).isTrue();
        stores().throttle.count("victim", "203.0.113.9", Optional.of(device));
        refuses("victim", "203.0.113.9", UNKNOWN);
    }

    @Test
    void countsAKnownDeviceTooByItself() {
        for (int i = 0; i < LoginThrottle.DEVICE_TRIES; i++) {
            stores().throttle.count("lent", "192.0.2.7", Optional.of("lent device"));
        }

        refuses("lent", "192.0.2.7", Optional.of("lent device"));
        fail("lent", "192.0.2.7", 1);
    }

    @Test
    void countsAnAddressWhateverTheNames() {
        IntStream.range(0, LoginThrottle.ADDRESS_TRIES)
                .forEach(i -> fail("spray" + i, "2001:db8:0:1::" + i, 1));

        refuses("one more", "2001:db8:0:1:ffff::1", UNKNOWN);
        fail("one more", "2001:db8:0:2::1", 1);
    }

    @Test
    void doesNotForgetAnAddressBecauseOneOfItsPeopleSignsIn() {
        for (int i = 0; i < LoginThrottle.ADDRESS_TRIES; i++) {
            fail("sprayed" + i, "192.0.2.30", 1);
            if (i % 3 == 0) {
                var own = stores().throttle.count("insider", "192.0.2.30", UNKNOWN);
                stores().throttle.succeeded(own);
            }
        }

        refuses("sprayed again", "192.0.2.30", UNKNOWN);
    }

    @Test
    void forgetsFailuresAfterADay() {
        fail("sleeper", "192.0.2.40", 5);
        stores().pass(Duration.ofHours(25));

        fail("sleeper", "192.0.2.40", 4);
    }

    @Test
    void letsNoMoreThroughWhenManyTryAtOnce() throws InterruptedException {
        Callable<Boolean> guess =
                () -> {
                    try {
                        stores().throttle.count("burst", "192.0.2.50", UNKNOWN);
                        return true;
                    } catch (ApiProblem e) {
                        return false;
                    }
                };
        try (var threads = Executors.newFixedThreadPool(16)) {
            var guesses = IntStream.range(0, 64).mapToObj(_ -> guess).toList();
            var passed = threads.invokeAll(guesses).stream().filter(one -> one.resultNow()).count();

            assertThat(passed).isBetween(1L, (long) LoginThrottle.NAME_TRIES);
        }
    }

    @Test
    void endsASessionThatIsNotUsed() {
        var cookie = stores().sessions.begin("idle", "password", "192.0.2.1", "browser");
        stores().pass(Sessions.IDLE.minusMinutes(1));
        assertThat(stores().sessions.look(cookie)).contains("idle");
        stores().pass(Duration.ofMinutes(1));

        assertThat(stores().sessions.user(cookie)).isEmpty();
        assertThat(stores().sessions.list("idle")).isEmpty();
    }

    @Test
    void endsASessionAfterAWeekHoweverMuchItIsUsed() {
        var cookie = stores().sessions.begin("busy", "password", "192.0.2.1", "browser");
        for (long hours = 7; hours < Sessions.LONGEST.toHours(); hours += 7) {
            stores().pass(Duration.ofHours(7));
            assertThat(stores().sessions.user(cookie)).contains("busy");
        }
        stores().pass(Duration.ofHours(7));

        assertThat(stores().sessions.user(cookie)).isEmpty();
    }

    @Test
    void keepsTwentySessionsOfAUser() {
        var first = stores().sessions.begin("many", "password", "192.0.2.1", "");
        for (int i = 0; i < Sessions.MOST; i++) {
            stores().pass(Duration.ofSeconds(1));
            stores().sessions.begin("many", "password", "192.0.2.1", "");
        }

        assertThat(stores().sessions.list("many")).hasSize(Sessions.MOST);
        assertThat(stores().sessions.user(first)).isEmpty();
    }

    @Test
    void endsSessionsOfTheirOwnerOnly() {
        var mine = stores().sessions.begin("mine", "password", "192.0.2.1", "a".repeat(999));
        var other = stores().sessions.begin("mine", "password", "192.0.2.2", "");
        var theirs = stores().sessions.begin("theirs", "password", "192.0.2.3", "");

        assertThat(stores().sessions.end("mine", Sessions.id(theirs))).isFalse();
        assertThat(stores().sessions.end("mine", "")).isFalse();
        assertThat(stores().sessions.endOthers("mine", mine)).isEqualTo(1);
        assertThat(stores().sessions.user(other)).isEmpty();
        assertThat(stores().sessions.end("mine", Sessions.id(mine))).isTrue();
        assertThat(stores().sessions.user(mine)).isEmpty();
        assertThat(stores().sessions.user(theirs)).contains("theirs");
    }

    @Test
    void knowsADeviceForItsOwnUserUntilThePasswordChanges() {
        var device = stores().devices.remember("owner");

        assertThat(stores().devices.knows(device, "another")).isFalse();
        assertThat(stores().devices.knows("guess", "owner")).isFalse();
        assertThat(stores().devices.knows(device, "owner")).isTrue();
        stores().devices.forget("owner");
        assertThat(stores().devices.knows(device, "owner")).isFalse();
    }
}
