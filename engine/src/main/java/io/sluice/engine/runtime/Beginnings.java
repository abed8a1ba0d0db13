package io.sluice.engine.runtime;

import io.sluice.engine.port.Starters;
import io.sluice.engine.port.Starters.Begun;
import io.sluice.engine.port.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What begins by messages and signals. A message is kept before anything begins by it, and begins
/// the same runs whenever it is looked at: so it does not matter when a process dies.
final class Beginnings {
    private static final Logger log = LoggerFactory.getLogger(Beginnings.class);

    /// When a message is looked at again for which there was no room.
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Waits waits;
    private final Starters starters;
    private final EnginePorts ports;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Beginnings(EnginePorts ports) {
        this.ports = ports;
        waits = ports.waits();
        starters = ports.starters();
    }

    /// Begins what begins by the messages that are kept, each by a thread of its own.
    void look(Instant now, int max, Executor threads) {
        for (var message : waits.starting(starters.heard(), now, max)) {
            if (underWay.add(message.id())) {
                threads.execute(() -> lookAt(message));
            }
        }
    }

    private void lookAt(Waits.Message message) {
        try {
            of(message);
        } catch (RuntimeException failure) {
            log.warn("What begins by message {} is looked for again later", message.id(), failure);
            tryToPutOff(message);
        } finally {
            underWay.remove(message.id());
        }
    }

    /// What a message that is kept begins, now or before.
    Begun of(Waits.Message message) {
        if (!starters.heard().contains(message.beginsBy())) {
            if (message.signal()) {
                waits.begun(message.id(), Optional.empty());
            }
            return Begun.NOTHING;
        }
        var begun = begin(message);
        if (begun.later()) {
            putOff(message);
        } else if (message.signal() || begun.runs().isEmpty()) {
            waits.begun(message.id(), Optional.empty());
        }
        return begun;
    }

    /// What cannot be put off is looked at with the next tick.
    private void tryToPutOff(Waits.Message message) {
        try {
            putOff(message);
        } catch (RuntimeException unavailable) {
            log.debug("Message {} could not be put off", message.id(), unavailable);
        }
    }

    private void putOff(Waits.Message message) {
        waits.begun(message.id(), Optional.of(ports.clock().instant().plus(AGAIN)));
    }

    private Begun begin(Waits.Message message) {
        if (!message.sender().begins()) {
            return Begun.NOTHING;
        }
        if (message.sender().chain() >= Starters.LONGEST_CHAIN) {
            starters.refused(
                    message,
                    "Expected a chain of at most "
                            + Starters.LONGEST_CHAIN
                            + " runs that begin one another by messages and signals, found a longer"
                            + " one; check whether a workflow begins itself.");
            return Begun.NOTHING;
        }
        return starters.begin(message);
    }
}
