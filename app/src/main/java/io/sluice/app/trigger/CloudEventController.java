package io.sluice.app.trigger;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.security.Projects;
import io.sluice.app.trigger.signature.Scheme;
import io.sluice.db.intake.Inbox;
import io.sluice.engine.node.TriggerType.Occurrence;
import io.sluice.engine.node.TriggerType.Source;
import io.sluice.engine.value.Values;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The target of EventBridge API destinations: shows each event to every enabled workflow of the
/// default project, to which the secret belongs, that listens.
@RestController
class CloudEventController {
    static final String NODE = "eventbridge";
    private static final String HEADER = "X-Api-Key";
    private static final String SOURCE = Intakes.source(Source.EVENTBRIDGE);

    private final TriggerBook book;
    private final TriggerSecrets secrets;
    private final TriggerContacts contacts;
    private final Intakes intakes;
    private final InstantSource clock;

    CloudEventController(
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

    /// @param run the run that the event began, now or when it came first
    /// @param ignored why the workflow does not care
    record OutcomeView(
            String workflow,
            String node,
            @Nullable String run,
            boolean duplicate,
            @Nullable String ignored) {}

    record OutcomesView(List<OutcomeView> outcomes) {}

    @PostMapping("/hooks/eventbridge")
    ResponseEntity<OutcomesView> receive(
            HttpServletRequest request, @RequestBody(required = false) byte @Nullable [] body) {
        var bytes = body == null ? new byte[0] : body;
        var now = clock.instant();
        var delivery = Hooks.delivery(request, bytes, now);
        var live = secrets.live(Projects.DEFAULT, TriggerSecrets.SHARED, NODE);
        var scheme = Scheme.find("token", HEADER).orElseThrow();
        boolean known = scheme.verify(delivery, live);
        contacts.saw(Projects.DEFAULT, TriggerSecrets.SHARED, NODE, known);
        if (!known) {
            throw Hooks.unknown();
        }
        return intakes.bounded(() -> ResponseEntity.accepted().body(shown(bytes, now)));
    }

    private OutcomesView shown(byte[] body, Instant now) {
        var event = event(body);
        var id =
                event.get("id") instanceof String text
                        ? Optional.of(text)
                        : Optional.<String>empty();
        var occurrence = new Occurrence(event, Map.of(), id, now);
        var outcomes = new ArrayList<OutcomeView>();
        var ignored = new ArrayList<String>();
        for (var trigger : book.enabled(Source.EVENTBRIDGE)) {
            if (!trigger.project().equals(Projects.DEFAULT)) {
                continue;
            }
            outcomes.add(outcome(trigger, intakes.receive(trigger, occurrence), ignored));
        }
        if (outcomes.stream().allMatch(one -> one.run() == null)) {
            var why = ignored.isEmpty() ? "No enabled workflow listens." : ignored.getFirst();
            intakes.note(Projects.DEFAULT, "", SOURCE, event, Inbox.Outcome.IGNORED, why);
        }
        return new OutcomesView(outcomes);
    }

    private Map<String, @Nullable Object> event(byte[] body) {
        try {
            if (Hooks.body(null, body) instanceof Map<?, ?> map) {
                return Values.normaliseMap(map);
            }
            throw ApiProblem.badInput("Expected an event as a JSON object, found another value.");
        } catch (ApiProblem e) {
            intakes.note(Projects.DEFAULT, "", SOURCE, Map.of(), Inbox.Outcome.REFUSED, e.detail());
            throw e;
        }
    }

    private static OutcomeView outcome(
            LiveTrigger<?, ?> trigger, Received received, List<String> ignored) {
        var workflow = trigger.workflow().id();
        var node = trigger.start().id().value();
        return switch (received) {
            case Received.Started(var run) ->
                    new OutcomeView(workflow, node, run.value(), false, null);
            case Received.Duplicate(var run) ->
                    new OutcomeView(workflow, node, run.value(), true, null);
            case Received.Ignored(var why) -> {
                ignored.add(why);
                yield new OutcomeView(workflow, node, null, false, why);
            }
            case Received.Refused(var why) -> {
                ignored.add(why);
                yield new OutcomeView(workflow, node, null, false, why);
            }
        };
    }
}
