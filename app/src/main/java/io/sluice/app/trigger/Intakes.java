package io.sluice.app.trigger;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.Tokens;
import io.sluice.db.intake.Inbox;
import io.sluice.db.intake.Inbox.Note;
import io.sluice.engine.node.TriggerType.Occurrence;
import io.sluice.engine.node.TriggerType.Reading;
import io.sluice.engine.node.TriggerType.Source;
import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.Records;
import io.sluice.engine.port.Schemas;
import io.sluice.engine.port.Waits;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.runtime.Outcome;
import io.sluice.engine.runtime.RunService;
import io.sluice.engine.value.Values;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// From an authenticated event to a run. When it answers, the run and the event are in the store,
/// in one transaction; the same event never begins a second run, whichever process it reaches.
@Component
class Intakes {
    /// Most events taken in at once; more are told to come again.
    private static final int AT_ONCE = 2_000;

    private static final int LONGEST_KEY = 380;

    private final RunService engine;
    private final Records records;
    private final Schemas schemas;
    private final Inbox inbox;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Semaphore room = new Semaphore(AT_ONCE);

    Intakes(
            RunService engine,
            Records records,
            Schemas schemas,
            Inbox inbox,
            InstantSource clock,
            MeterRegistry meters) {
        this.engine = engine;
        this.records = records;
        this.schemas = schemas;
        this.inbox = inbox;
        this.clock = clock;
        this.meters = meters;
    }

    /// Does the work if there is room for it.
    ///
    /// @throws ApiProblem TOO_BUSY if there is none
    <T> T bounded(Supplier<T> work) {
        if (!room.tryAcquire()) {
            throw new ApiProblem(
                    ErrorCode.TOO_BUSY,
                    "Expected at most " + AT_ONCE + " events at once, found more; send it again.");
        }
        try {
            return work.get();
        } finally {
            room.release();
        }
    }

    /// Shows an occurrence to a trigger and begins the run it stands for.
    <E extends Record> Received receive(LiveTrigger<?, E> trigger, Occurrence occurrence) {
        return receive(trigger, occurrence, Optional.empty());
    }

    private <E extends Record> Received receive(
            LiveTrigger<?, E> trigger, Occurrence occurrence, Optional<Waits.Message> message) {
        var misfit = misfit(trigger, occurrence);
        var received =
                misfit.isPresent()
                        ? new Received.Refused(misfit.get())
                        : begun(trigger, occurrence, message);
        count(trigger.source(), received);
        return received;
    }

    /// Begins the run of a tick, unless it has begun: every process tries, so a duplicate is no
    /// event worth noting.
    <E extends Record> Received fire(LiveTrigger<?, E> trigger, Occurrence occurrence) {
        var reading = trigger.read(occurrence);
        if (reading instanceof Reading.Starts<E> starts) {
            var key = key(trigger, starts).orElseThrow();
            var known = inbox.runOf(trigger.project(), trigger.workflow().id(), key);
            if (known.isPresent()) {
                return new Received.Duplicate(known.get());
            }
        }
        return receive(trigger, occurrence);
    }

    /// Begins the run of a message or signal, unless it has begun: several processes may try.
    <E extends Record> Received hear(
            LiveTrigger<?, E> trigger, Waits.Message message, Occurrence occurrence) {
        if (trigger.read(occurrence) instanceof Reading.Starts<E> starts) {
            var key = key(trigger, starts).orElseThrow();
            var known = inbox.runOf(trigger.project(), trigger.workflow().id(), key);
            if (known.isPresent()) {
                return new Received.Duplicate(known.get());
            }
        }
        var received = receive(trigger, occurrence, Optional.of(message));
        if (received instanceof Received.Refused(var why)) {
            note(
                    trigger.project(),
                    trigger.workflow().id(),
                    source(trigger.source()),
                    message.payload(),
                    Inbox.Outcome.REFUSED,
                    why);
        }
        return received;
    }

    /// A webhook may say by a schema what its body looks like, a message what it carries.
    private Optional<String> misfit(LiveTrigger<?, ?> trigger, Occurrence occurrence) {
        boolean told = trigger.hears().isPresent();
        if (!(told || trigger.source() == Source.WEBHOOK)
                || !(trigger.start().config().get("schema") instanceof Map<?, ?> schema)
                || schema.isEmpty()) {
            return Optional.empty();
        }
        var described =
                told && occurrence.body() instanceof Map<?, ?> message
                        ? message.get("payload")
                        : occurrence.body();
        return schemas.check(Values.normaliseMap(schema), described).stream()
                .findFirst()
                .map(one -> one.path() + ": " + one.message());
    }

    private <E extends Record> Received begun(
            LiveTrigger<?, E> trigger, Occurrence occurrence, Optional<Waits.Message> message) {
        return switch (trigger.read(occurrence)) {
            case Reading.Ignored<E> ignored -> new Received.Ignored(ignored.why());
            case Reading.Refused<E> refused -> new Received.Refused(refused.why());
            case Reading.Starts<E> starts ->
                    start(
                            trigger,
                            records.write(starts.event()),
                            key(trigger, starts),
                            occurrence,
                            message);
        };
    }

    /// A cloud event counts once per workflow, by whichever delivery and start node it comes; a
    /// webhook or tick once per start node.
    private static <E extends Record> Optional<String> key(
            LiveTrigger<?, E> trigger, Reading.Starts<E> starts) {
        var prefix =
                trigger.source() == Source.EVENTBRIDGE ? "" : trigger.start().id().value() + ":";
        return starts.dedupeKey()
                .map(key -> key.length() > LONGEST_KEY ? "sha256:" + Tokens.hash(key) : key)
                .map(prefix::concat);
    }

    private Received start(
            LiveTrigger<?, ?> trigger,
            Map<String, @Nullable Object> event,
            Optional<String> key,
            Occurrence occurrence,
            Optional<Waits.Message> message) {
        var id = engine.nextId();
        var actor = new Actor("trigger", trigger.start().id().value());
        var command =
                new Command.StartRun(
                                id,
                                trigger.project(),
                                trigger.workflow(),
                                trigger.start().id(),
                                event,
                                trigger.variables(),
                                Mode.LIVE,
                                actor)
                        .inChain(message.map(one -> one.sender().chain() + 1).orElse(0));
        var intake =
                new Intake(
                        trigger.project(),
                        trigger.workflow().id(),
                        key.orElse(id.value()),
                        source(trigger.source()),
                        event,
                        occurrence.receivedAt(),
                        HappenedAt.of(trigger.source(), occurrence),
                        message.filter(one -> !one.signal()).map(Waits.Message::id));
        return answer(
                trigger, intake, engine.start(command, Optional.of(intake), List.<AuditEntry>of()));
    }

    private Received answer(LiveTrigger<?, ?> trigger, Intake intake, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(var run) -> new Received.Started(run);
            case Outcome.Duplicate(var existing) when trigger.hears().isPresent() ->
                    new Received.Duplicate(existing);
            case Outcome.Duplicate(var existing) -> {
                note(trigger, intake, Inbox.Outcome.DUPLICATE, Optional.of(existing), "");
                yield new Received.Duplicate(existing);
            }
            case Outcome.Refused(var refusal) -> new Received.Refused(refusal.message());
            case Outcome.Unknown _ when intake.message().isPresent() ->
                    new Received.Ignored("Somebody else had the message first.");
            case Outcome.Queued _, Outcome.Unknown _ ->
                    throw new IllegalStateException("A new run is nobody else's");
        };
    }

    private void note(
            LiveTrigger<?, ?> trigger,
            Intake intake,
            Inbox.Outcome outcome,
            Optional<RunId> run,
            String detail) {
        inbox.note(
                List.of(
                        new Note(
                                trigger.project(),
                                trigger.workflow().id(),
                                intake.key(),
                                intake.source(),
                                intake.payload(),
                                intake.receivedAt(),
                                outcome,
                                run,
                                detail)));
    }

    /// Notes an event that began no run.
    void note(
            String project,
            String workflow,
            String source,
            Map<String, @Nullable Object> payload,
            Inbox.Outcome outcome,
            String detail) {
        inbox.note(
                List.of(
                        new Note(
                                project,
                                workflow,
                                "",
                                source,
                                payload,
                                clock.instant(),
                                outcome,
                                Optional.empty(),
                                detail)));
    }

    private void count(Source source, Received received) {
        meters.counter(
                        "sluice.intake",
                        "source",
                        source(source),
                        "outcome",
                        received.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .increment();
    }

    static String source(Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }
}
