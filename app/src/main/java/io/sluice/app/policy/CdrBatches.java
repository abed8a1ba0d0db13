package io.sluice.app.policy;

import io.sluice.app.trigger.FindingTriggers;
import io.sluice.db.policy.Findings;
import io.sluice.engine.port.Records;
import io.sluice.engine.run.RunId;
import io.sluice.nodes.qualys.CdrEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// From stored batches to runs: at once where it can be, else by a sweep. A batch's id is the key
/// of its run, so that however often it is begun there is one.
@Component
class CdrBatches {
    private static final Logger log = LoggerFactory.getLogger(CdrBatches.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int AT_ONCE = 200;

    private final Findings findings;
    private final FindingTriggers triggers;
    private final Records records;
    private final InstantSource clock;

    CdrBatches(Findings findings, FindingTriggers triggers, Records records, InstantSource clock) {
        this.findings = findings;
        this.triggers = triggers;
        this.records = records;
        this.clock = clock;
    }

    /// Begins the run of a closed batch. When that fails the sweep tries again: the batch is kept.
    Optional<RunId> begin(Findings.Item batch) {
        try {
            var place = new FindingTriggers.Place(batch.project(), batch.workflow(), batch.node());
            var first = findings.page(batch.project(), batch.id(), 0, CdrEvent.SHOWN);
            var event =
                    new CdrEvent(
                            batch.id(),
                            batch.findings(),
                            batch.source(),
                            CdrEvent.of(batch.id(), first).findings(),
                            batch.findings() > CdrEvent.SHOWN);
            var run = triggers.begin(place, batch.id(), records.write(event), clock.instant());
            run.ifPresent(id -> findings.started(batch.id(), id, clock.instant()));
            return run;
        } catch (RuntimeException e) {
            log.warn(
                    "Batch {} of findings is stored but its run could not begin; it is tried again",
                    batch.id(),
                    e);
            return Optional.empty();
        }
    }

    /// Begins the runs of batches whose process died between storing and beginning. Those of
    /// findings that somebody asked for wait for the next who asks, who says where policies go.
    void sweep() {
        findings.withoutRun(clock.instant().minus(PATIENCE), AT_ONCE).stream()
                .filter(batch -> !batch.workflow().equals(CdrRuns.WORKFLOW))
                .forEach(this::begin);
    }
}
