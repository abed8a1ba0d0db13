package io.sluice.app.trigger;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.Tokens;
import io.sluice.app.trigger.signature.Delivery;
import io.sluice.app.trigger.signature.Scheme;
import io.sluice.db.intake.Inbox;
import io.sluice.engine.node.TriggerType.Occurrence;
import io.sluice.engine.node.TriggerType.Source;
import io.sluice.engine.value.Values;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Signed requests to a workflow's own address.
@RestController
class WebhookController {
    private final TriggerBook book;
    private final TriggerSecrets secrets;
    private final TriggerContacts contacts;
    private final Intakes intakes;
    private final InstantSource clock;

    WebhookController(
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

    /// @param run the run that it began, now or when it came first
    /// @param ignored why the trigger does not care
    record AcceptedView(@Nullable String run, boolean duplicate, @Nullable String ignored) {}

    @PostMapping("/hooks/{workflow}/{node}")
    ResponseEntity<AcceptedView> receive(
            @PathVariable String workflow,
            @PathVariable String node,
            HttpServletRequest request,
            @RequestBody(required = false) byte @Nullable [] body) {
        var delivery = Hooks.delivery(request, body == null ? new byte[0] : body, clock.instant());
        var bytes = body == null ? new byte[0] : body;
        return intakes.bounded(
                () -> accepted(workflow, node, delivery, bytes, request.getContentType()));
    }

    private ResponseEntity<AcceptedView> accepted(
            String workflow,
            String node,
            Delivery delivery,
            byte[] body,
            @Nullable String contentType) {
        var trigger = book.webhook(workflow, node);
        var scheme = trigger.flatMap(WebhookController::scheme);
        var live =
                trigger.map(one -> secrets.live(one.project(), workflow, node)).orElse(List.of());
        boolean known = scheme.isPresent() && scheme.get().verify(delivery, live);
        trigger.ifPresent(one -> contacts.saw(one.project(), workflow, node, known));
        if (trigger.isEmpty() || scheme.isEmpty() || !known) {
            throw Hooks.unknown();
        }
        if (!trigger.get().enabled()) {
            throw new ApiProblem(
                    ErrorCode.NOT_ENABLED,
                    "Expected the workflow to be enabled, it is not; enable it, then send again.");
        }
        return answer(
                trigger.get(),
                occurrence(trigger.get(), scheme.get(), delivery, body, contentType));
    }

    private Occurrence occurrence(
            LiveTrigger<?, ?> trigger,
            Scheme scheme,
            Delivery delivery,
            byte[] body,
            @Nullable String contentType) {
        try {
            return new Occurrence(
                    Hooks.body(contentType, body),
                    Hooks.visible(delivery.headers(), text(trigger, "header")),
                    Optional.of(scheme.deliveryId(delivery).orElseGet(() -> hash(body))),
                    delivery.receivedAt());
        } catch (ApiProblem e) {
            refuse(trigger, Map.of(), e.detail());
            throw e;
        }
    }

    /// A sender without delivery ids repeats the body: it names itself.
    private static String hash(byte[] body) {
        return "body:" + Tokens.hash(HexFormat.of().formatHex(body));
    }

    private ResponseEntity<AcceptedView> answer(LiveTrigger<?, ?> trigger, Occurrence occurrence) {
        return switch (intakes.receive(trigger, occurrence)) {
            case Received.Started(var run) -> view(new AcceptedView(run.value(), false, null));
            case Received.Duplicate(var run) -> view(new AcceptedView(run.value(), true, null));
            case Received.Ignored(var why) -> {
                intakes.note(
                        trigger.project(),
                        trigger.workflow().id(),
                        Intakes.source(Source.WEBHOOK),
                        payload(occurrence),
                        Inbox.Outcome.IGNORED,
                        why);
                yield view(new AcceptedView(null, false, why));
            }
            case Received.Refused(var why) -> {
                refuse(trigger, payload(occurrence), why);
                throw ApiProblem.badInput(why);
            }
        };
    }

    private static Map<String, @Nullable Object> payload(Occurrence occurrence) {
        return Values.normaliseMap(Collections.singletonMap("body", occurrence.body()));
    }

    private static ResponseEntity<AcceptedView> view(AcceptedView view) {
        return ResponseEntity.accepted().body(view);
    }

    private void refuse(
            LiveTrigger<?, ?> trigger, Map<String, @Nullable Object> payload, String why) {
        intakes.note(
                trigger.project(),
                trigger.workflow().id(),
                Intakes.source(Source.WEBHOOK),
                payload,
                Inbox.Outcome.REFUSED,
                why);
    }

    private static Optional<Scheme> scheme(LiveTrigger<?, ?> trigger) {
        var name = text(trigger, "signature");
        return Scheme.find(name.isEmpty() ? "raw-hex" : name, text(trigger, "header"));
    }

    private static String text(LiveTrigger<?, ?> trigger, String key) {
        return trigger.start().config().get(key) instanceof String text ? text : "";
    }
}
