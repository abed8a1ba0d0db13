package io.sluice.sandbox.world;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The world's own time: it starts with the machine's and runs `speed` times as fast; speed 0
/// stands still. It goes on while the process is down, and never goes back.
///
/// @param simulated the world's time at `real`
/// @param real the machine's time at which this setting began
/// @param speed simulated seconds a real second
public record SimulatedClock(Instant simulated, Instant real, double speed) {
    static final double DEFAULT_SPEED = 60;
    static final double MAX_SPEED = 100_000;

    public SimulatedClock {
        if (!(speed >= 0 && speed <= MAX_SPEED)) {
            throw new IllegalArgumentException(
                    "Expected a speed from 0 to %s, found %s".formatted(MAX_SPEED, speed));
        }
    }

    static SimulatedClock begin(InstantSource machine) {
        Instant now = machine.instant();
        return new SimulatedClock(now, now, DEFAULT_SPEED);
    }

    public Instant now(InstantSource machine) {
        Duration elapsed = Duration.between(real, machine.instant());
        if (elapsed.isNegative() || speed == 0) {
            return simulated;
        }
        long nanos =
                BigDecimal.valueOf(elapsed.toNanos())
                        .multiply(BigDecimal.valueOf(speed))
                        .setScale(0, RoundingMode.DOWN)
                        .longValueExact();
        return simulated.plusNanos(nanos);
    }

    public SimulatedClock advanced(Duration by, InstantSource machine) {
        return new SimulatedClock(now(machine).plus(by), machine.instant(), speed);
    }

    public SimulatedClock atSpeed(double newSpeed, InstantSource machine) {
        return new SimulatedClock(now(machine), machine.instant(), newSpeed);
    }

    /// How long a caller really waits until `simulatedWait` is over; unchanged when time stands
    /// still.
    public Duration realWait(Duration simulatedWait) {
        return speed == 0
                ? simulatedWait
                : Duration.ofMillis((long) Math.ceil(simulatedWait.toMillis() / speed));
    }
}
