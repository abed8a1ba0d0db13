package io.sluice.app.trigger;

import io.sluice.engine.node.TriggerType.Occurrence;
import io.sluice.engine.node.TriggerType.Source;
import io.sluice.nodes.flow.Schedules;
import io.sluice.nodes.qualys.CdrPoll;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Begins the runs that the clock begins. Every process looks; a tick is the event's dedupe key, so
/// that it begins one run however many look, and none is lost when one dies between looking and
/// beginning.
@Component
class ScheduleClock {
    private static final Logger log = LoggerFactory.getLogger(ScheduleClock.class);

    /// A tick that is older when it is first seen was missed.
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final TriggerBook book;
    private final Intakes intakes;
    private final InstantSource clock;
    private final Map<Place, Instant> lastLooks = new HashMap<>();

    /// A version of its own begins anew: its ticks count from when it was published.
    private record Place(String workflow, int version, String node) {}

    ScheduleClock(TriggerBook book, Intakes intakes, InstantSource clock) {
        this.book = book;
        this.intakes = intakes;
        this.clock = clock;
    }

    /// Looks which ticks are due.
    synchronized void look() {
        var now = clock.instant();
        var seen = new HashMap<Place, Instant>();
        for (var trigger : book.enabled(Source.SCHEDULE)) {
            if (trigger.type() instanceof CdrPoll) {
                // Its ticks ask for findings, which begin the runs.
                continue;
            }
            var place =
                    new Place(
                            trigger.workflow().id(),
                            trigger.workflow().version(),
                            trigger.start().id().value());
            var last = lastLooks.getOrDefault(place, trigger.since());
            seen.put(place, look(trigger, last, now) ? now : last);
        }
        lastLooks.clear();
        lastLooks.putAll(seen);
    }

    /// @return whether this look is done with; else it is repeated
    private boolean look(LiveTrigger<?, ?> trigger, Instant last, Instant now) {
        try {
            schedule(trigger).due(last, now, GRACE).ifPresent(tick -> fire(trigger, tick, now));
            return true;
        } catch (RuntimeException e) {
            log.warn(
                    "A tick of workflow {} could not be fired; trying again at the next look",
                    trigger.workflow(),
                    e);
            return false;
        }
    }

    private void fire(LiveTrigger<?, ?> trigger, Instant tick, Instant now) {
        var occurrence = new Occurrence(null, Map.of(), Optional.of(tick.toString()), now);
        if (intakes.fire(trigger, occurrence) instanceof Received.Started(var run)) {
            log.info("Schedule {} of {} began run {}", tick, trigger.workflow(), run);
        }
    }

    /// When a schedule fires next.
    Optional<Instant> next(LiveTrigger<?, ?> trigger) {
        return schedule(trigger).nextAfter(clock.instant());
    }

    private static Schedules schedule(LiveTrigger<?, ?> trigger) {
        return Schedules.of(trigger.start().config());
    }
}
