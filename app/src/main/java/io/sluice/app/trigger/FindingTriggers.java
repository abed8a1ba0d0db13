package io.sluice.app.trigger;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.security.Projects;
import io.sluice.app.trigger.signature.Scheme;
import io.sluice.db.intake.Inbox;
import io.sluice.engine.node.TriggerType.Occurrence;
import io.sluice.engine.node.TriggerType.Source;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.WorkflowRef;
import io.sluice.nodes.flow.Schedules;
import io.sluice.nodes.qualys.CdrPoll;
import io.sluice.nodes.qualys.CdrPush;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The start nodes that findings begin runs at, and the door of those who send findings.
@Component
public class FindingTriggers {
    /// Names the secret of those who send findings.
    public static final String CDR = "cdr";

    /// Names the secret of those who send what Tetragon agents report.
    public static final String TETRAGON = "tetragon";

    private static final Duration GRACE = Duration.ofMinutes(1);

    private final TriggerBook book;
    private final TriggerSecrets secrets;
    private final TriggerContacts contacts;
    private final Intakes intakes;
    private final InstantSource clock;

    FindingTriggers(
            TriggerBook book,
            TriggerSecrets secrets,
            TriggerContacts contacts,
            Intakes intakes,
            InstantSource clock) {
        this.book = book;
        this.secrets = secrets;
        this.contacts = contacts;
        this.intakes = intakes;
        this.clock = clock;
    }

    /// Where a batch begins a run.
    public record Place(String project, String workflow, String node) {}

    public record Push(Place place, CdrPush.Config config) {}

    /// @param version of the workflow, whose publisher answers for the connection
    /// @param since no tick from before is due
    public record Poll(
            Place place,
            WorkflowRef version,
            CdrPoll.Config config,
            Schedules schedule,
            Instant since) {
        /// The tick to poll for now, when the last one that was polled for is this.
        public Optional<Instant> due(Instant last, Instant now) {
            return schedule.due(last.isAfter(since) ? last : since, now, GRACE);
        }
    }

    /// The enabled ones that hear of findings that are sent: those of the default project, to which
    /// the senders' secret belongs.
    public List<Push> pushes() {
        return book.enabled(Source.WEBHOOK).stream()
                .filter(trigger ->
                        trigger.project().equals(Projects.DEFAULT)
                                && trigger.config() instanceof CdrPush.Config)
                .map(trigger -> new Push(place(trigger), (CdrPush.Config) trigger.config()))
                .toList();
    }

    /// The enabled ones that ask.
    public List<Poll> polls() {
        return book.enabled(Source.SCHEDULE).stream()
                .filter(trigger -> trigger.config() instanceof CdrPoll.Config)
                .map(trigger ->
                        new Poll(
                                place(trigger),
                                trigger.workflow(),
                                (CdrPoll.Config) trigger.config(),
                                Schedules.of(trigger.start().config()),
                                trigger.since()))
                .toList();
    }

    private static Place place(LiveTrigger<?, ?> trigger) {
        return new Place(trigger.project(), trigger.workflow().id(), trigger.start().id().value());
    }

    /// Begins the run of a batch, if its workflow is there and enabled.
    ///
    /// @param event what the trigger reads
    /// @return the run; empty when nothing takes the batch now
    public Optional<RunId> begin(
            Place place, String batch, Map<String, @Nullable Object> event, Instant now) {
        var occurrence = new Occurrence(event, Map.of(), Optional.of(batch), now);
        return List.of(Source.WEBHOOK, Source.SCHEDULE).stream()
                .flatMap(source -> book.enabled(source).stream())
                .filter(trigger -> place(trigger).equals(place))
                .findFirst()
                .map(trigger -> intakes.receive(trigger, occurrence))
                .flatMap(received ->
                        switch (received) {
                            case Received.Started(var run) -> Optional.of(run);
                            case Received.Duplicate(var run) -> Optional.of(run);
                            case Received.Ignored _, Received.Refused _ -> Optional.<RunId>empty();
                        });
    }

    /// Whether a request is signed with a live secret of those who send this kind of thing.
    public boolean authentic(HttpServletRequest request, byte[] body, String hook) {
        var delivery = Hooks.delivery(request, body, clock.instant());
        var live = secrets.live(Projects.DEFAULT, TriggerSecrets.SHARED, hook);
        boolean known = Scheme.find("raw-hex", "").orElseThrow().verify(delivery, live);
        contacts.saw(Projects.DEFAULT, TriggerSecrets.SHARED, hook, known);
        return known;
    }

    /// The refusal of whoever is not known.
    public static ApiProblem unknown() {
        return Hooks.unknown();
    }

    /// @throws ApiProblem that says where it is malformed
    public static @Nullable Object json(byte[] body) {
        return Hooks.body(null, body);
    }

    /// Does the work if there is room for it.
    public <T> T bounded(Supplier<T> work) {
        return intakes.bounded(work);
    }

    /// Notes what came in and began nothing.
    public void note(Place place, Map<String, @Nullable Object> what, boolean refused, String why) {
        intakes.note(
                place.project(),
                place.workflow(),
                CDR,
                what,
                refused ? Inbox.Outcome.REFUSED : Inbox.Outcome.IGNORED,
                why);
    }
}
