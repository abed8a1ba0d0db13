package io.sluice.app.policy;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.app.trigger.FindingTriggers;
import io.sluice.app.trigger.FindingTriggers.Poll;
import io.sluice.db.policy.Findings;
import io.sluice.db.policy.Polls;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.port.Connections;
import io.sluice.engine.runtime.RunService;
import io.sluice.nodes.qualys.CdrWindow;
import io.sluice.policy.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Asks for findings when a tick is due. One process polls at a time; a page is in the store before
/// the next is asked for; the watermark moves with the end of the batch, in one transaction. When a
/// process dies or Qualys fails, the next attempt goes on in the batch that was left open.
@Component
class CdrPoller {
    private static final Logger log = LoggerFactory.getLogger(CdrPoller.class);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration BACK_OFF = Duration.ofMinutes(1);

    private final FindingTriggers triggers;
    private final Findings findings;
    private final Polls polls;
    private final CdrBatches batches;
    private final Connections connections;
    private final RunService engine;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final TransactionTemplate transaction;
    private final CdrReading reading;
    private final Set<Polls.Place> underWay = ConcurrentHashMap.newKeySet();

    CdrPoller(
            FindingTriggers triggers,
            Findings findings,
            Polls polls,
            CdrBatches batches,
            Connections connections,
            RunService engine,
            MeterRegistry meters,
            InstantSource clock,
            PlatformTransactionManager transactions,
            CdrReading reading) {
        this.triggers = triggers;
        this.findings = findings;
        this.polls = polls;
        this.batches = batches;
        this.connections = connections;
        this.engine = engine;
        this.meters = meters;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
        this.reading = reading;
    }

    /// Looks which ticks are due, and polls for them beside.
    void look() {
        var now = clock.instant();
        for (var poll : triggers.polls()) {
            var place = place(poll);
            var last = polls.look(place).map(Polls.Standing::doneTick).orElse(Instant.EPOCH);
            poll.due(last, now)
                    .filter(_ -> underWay.add(place))
                    .ifPresent(tick ->
                            Thread.ofVirtual()
                                    .name("cdr-poll")
                                    .start(() -> {
                                        try {
                                            poll(poll, tick);
                                        } finally {
                                            underWay.remove(place);
                                        }
                                    }));
        }
    }

    private static Polls.Place place(Poll poll) {
        return new Polls.Place(
                poll.place().project(), poll.place().workflow(), poll.place().node());
    }

    /// Polls for a tick unless somebody else does.
    void poll(Poll poll, Instant tick) {
        var place = place(poll);
        var now = clock.instant();
        var until = now.plus(LEASE);
        var standing = polls.claim(place, tick, now, until);
        if (standing.isEmpty()) {
            return;
        }
        var window =
                CdrWindow.next(
                        standing.get().watermark(),
                        now,
                        poll.config().lookBack(),
                        poll.config().overlapping());
        try {
            var closed = take(poll, place, tick, window, until);
            meters.counter("sluice.cdr.polls", "outcome", "done").increment();
            closed.flatMap(batches::begin)
                    .ifPresent(run -> log.info("Poll {} of {} began run {}", tick, place, run));
        } catch (NodeFailure e) {
            failed(place, e.getMessage());
        } catch (RuntimeException e) {
            failed(place, e.toString());
        }
    }

    private void failed(Polls.Place place, @Nullable String why) {
        meters.counter("sluice.cdr.polls", "outcome", "failed").increment();
        log.warn("Poll of {} failed, trying again in {}: {}", place, BACK_OFF, why);
        polls.failed(place, clock.instant().plus(BACK_OFF), why == null ? "" : why);
    }

    private Optional<Findings.Item> take(
            Poll poll, Polls.Place place, Instant tick, CdrWindow window, Instant until)
            throws NodeFailure {
        var opening = new Findings.Opening(place.project(), place.workflow(), place.node(), "poll");
        var batch = findings.open(opening, "b-" + engine.nextId().value(), clock.instant());
        var context =
                new PollContext(
                        name -> connections.find(place.project(), poll.version(), name),
                        place.workflow(),
                        place.node(),
                        clock,
                        until.minusSeconds(30));
        var question =
                new CdrReading.Question(
                        poll.config().connection(),
                        window,
                        poll.config().resourceType(),
                        poll.config().filter());
        reading.read(question, context, new Appending(poll, opening, batch));
        return Optional.ofNullable(
                        transaction.execute(_ -> {
                            polls.done(place, tick, window.to());
                            return findings.close(place.project(), batch, clock.instant());
                        }))
                .flatMap(closed -> closed);
    }

    /// Puts what was read into the batch.
    private final class Appending implements CdrReading.Taking {
        private final Poll poll;
        private final Findings.Opening opening;
        private final String batch;

        Appending(Poll poll, Findings.Opening opening, String batch) {
            this.poll = poll;
            this.opening = opening;
            this.batch = batch;
        }

        @Override
        public void found(List<Finding> page) {
            findings.append(opening, batch, page, clock.instant());
        }

        @Override
        public void flawed(String why) {
            triggers.note(poll.place(), Map.of(), true, why);
        }
    }
}
