package io.sluice.app.policy;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.app.audit.Audits;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Tokens;
import io.sluice.app.trigger.FindingTriggers;
import io.sluice.db.policy.Findings;
import io.sluice.engine.run.Actor;
import io.sluice.engine.runtime.RunService;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.finding.FindingReader;
import io.sluice.policy.finding.Reading;
import io.sluice.policy.finding.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes in findings that were sent: they are in the store before anybody is answered.
@Component
class CdrIntake {
    /// One row of the audit log tells of all bad deliveries within this time.
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final FindingTriggers triggers;
    private final Findings findings;
    private final CdrBatches batches;
    private final RunService engine;
    private final Audits audits;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private long refused;
    private Instant told = Instant.EPOCH;

    CdrIntake(
            FindingTriggers triggers,
            Findings findings,
            CdrBatches batches,
            RunService engine,
            Audits audits,
            MeterRegistry meters,
            InstantSource clock) {
        this.triggers = triggers;
        this.findings = findings;
        this.batches = batches;
        this.engine = engine;
        this.audits = audits;
        this.meters = meters;
        this.clock = clock;
    }

    /// What became of a delivery.
    ///
    /// @param eventId the sender's id of the one event, else one made of the body: the same
    ///   delivery has the same
    /// @param findings how many it held that could be read
    /// @param fresh how many of them no workflow knew
    /// @param runs that they began
    /// @param flaws of what could not be read, with their places
    record Taken(String eventId, int findings, int fresh, List<String> runs, List<String> flaws) {}

    /// A finding, and the type of resource it is about.
    private record Sent(Finding finding, String about) {}

    /// Stores what a delivery holds and begins what it is to begin.
    Taken take(@Nullable Object body, byte[] raw) {
        var now = clock.instant();
        var flaws = new ArrayList<String>();
        var read = new ArrayList<Sent>();
        var items = FindingReader.items(body);
        var readings = new FindingReader(Source.PUSH, now).readAll(body);
        for (int i = 0; i < readings.size(); i++) {
            switch (readings.get(i)) {
                case Reading.Read(var finding, _) ->
                        read.add(new Sent(finding, FindingReader.resourceType(items.get(i))));
                case Reading.Flawed(var index, var why) -> flaws.add("[" + index + "]: " + why);
            }
        }
        meters.counter("sluice.cdr.findings", "source", "push", "outcome", "read")
                .increment(read.size());
        meters.counter("sluice.cdr.findings", "source", "push", "outcome", "flawed")
                .increment(flaws.size());
        var runs = new ArrayList<String>();
        int fresh = 0;
        for (var push : triggers.pushes()) {
            var wanted =
                    read.stream()
                            .filter(sent -> push.config().wants(sent.finding(), sent.about()))
                            .map(Sent::finding)
                            .toList();
            fresh += take(push.place(), wanted, now, runs);
        }
        return new Taken(eventId(read, raw), read.size(), fresh, runs, flaws);
    }

    private int take(
            FindingTriggers.Place place, List<Finding> wanted, Instant now, List<String> runs) {
        var opening = new Findings.Opening(place.project(), place.workflow(), place.node(), "push");
        var id = "b-" + engine.nextId().value();
        var taken = findings.take(opening, id, wanted, now);
        if (!taken.isEmpty()) {
            findings.find(place.project(), id)
                    .flatMap(batches::begin)
                    .ifPresent(run -> runs.add(run.value()));
        }
        return taken.size();
    }

    private static String eventId(List<Sent> read, byte[] raw) {
        return Optional.of(read)
                .filter(list -> list.size() == 1)
                .map(list -> list.getFirst().finding().id())
                .filter(id -> !id.isEmpty())
                .orElseGet(() -> "body-" + Tokens.hash(HexFormat.of().formatHex(raw)));
    }

    /// Counts a delivery that nobody is known to have signed. Nothing of it is kept, and the audit
    /// log is not a place for strangers to write to: a row stands for many.
    synchronized void refused(String hook, String remote) {
        meters.counter("sluice.cdr.refused", "hook", hook).increment();
        refused++;
        var now = clock.instant();
        if (now.isBefore(told.plus(QUIET))) {
            return;
        }
        audits.write(
                Projects.DEFAULT,
                new Actor("trigger", hook),
                "webhook.refused",
                "/webhook/" + hook,
                Map.of("count", refused, "remote", remote));
        refused = 0;
        told = now;
    }
}
