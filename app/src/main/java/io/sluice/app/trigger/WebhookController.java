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
    private final SnsDeliveries sns;
    private final InstantSource clock;

    WebhookController(
            TriggerBook book,
            TriggerSecrets secrets,
            TriggerContacts contacts,
            Intakes intakes,
            SnsDeliveries sns,
            InstantSource clock) {
        this.book = book;
        this.secrets = secrets;
        this.contacts = contacts;
        this.intakes = intakes;
        this.sns = sns;
        this.clock = clock;
    }

    /// @param run the run that it began, now or when it came first
    /// @param ignored why the trigger does not care
    record AcceptedView(@Nullable String run, boolean duplicate, @Nullable String ignored) {}

    @PostMapping("/hooks/{key}")
    ResponseEntity<AcceptedView> receive(
            @PathVariable String key,
            HttpServletRequest request,
            @RequestBody(required = false) byte @Nullable [] body) {
        var bytes = body == null ? new byte[0] : body;
        var delivery = Hooks.delivery(request, bytes, clock.instant());
        return intakes.bounded(() -> accepted(key, delivery, bytes, request.getContentType()));
    }

    private ResponseEntity<AcceptedView> accepted(
            String key, Delivery delivery, byte[] body, @Nullable String contentType) {
        var trigger = book.webhook(key).orElseThrow(Hooks::noSuchAddress);
        if (text(trigger, "signature").equals(SnsDeliveries.SCHEME)) {
            return ofSns(trigger, delivery, body);
        }
        var scheme = scheme(trigger);
        boolean known = scheme.isPresent() && scheme.get().verify(delivery, secrets(trigger));
        saw(trigger, known);
        return answer(
                trigger, occurrence(trigger, scheme.orElseThrow(), delivery, body, contentType));
    }

    private List<String> secrets(LiveTrigger<?, ?> trigger) {
        return secrets.live(
                trigger.project(), trigger.workflow().id(), trigger.start().id().value());
    }

    /// @throws ApiProblem if it is not known, the same as for an address that does not exist
    private void saw(LiveTrigger<?, ?> trigger, boolean known) {
        contacts.saw(
                trigger.project(), trigger.workflow().id(), trigger.start().id().value(), known);
        if (!known) {
            throw Hooks.noSuchAddress();
        }
    }

    private ResponseEntity<AcceptedView> ofSns(
            LiveTrigger<?, ?> trigger, Delivery delivery, byte[] body) {
        var raw = delivery.headers().containsKey("x-amz-sns-rawdelivery");
        var message = sns.verified(trigger, body, raw, delivery.receivedAt());
        saw(trigger, message.isPresent());
        var told = message.orElseThrow();
        var done = sns.answered(told);
        if (done.isPresent()) {
            return ignored(trigger, Map.of(), done.get());
        }
        return answer(
                trigger,
                new Occurrence(
                        SnsDeliveries.body(told),
                        Map.of(),
                        Optional.of("sns:" + told.field("MessageId")),
                        delivery.receivedAt()));
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
        if (!trigger.enabled()) {
            throw new ApiProblem(
                    ErrorCode.NOT_ENABLED,
                    "Expected the workflow to be enabled, it is not; enable it, then send again.");
        }
        return switch (intakes.receive(trigger, occurrence)) {
            case Received.Started(var run) -> view(new AcceptedView(run.value(), false, null));
            case Received.Duplicate(var run) -> view(new AcceptedView(run.value(), true, null));
            case Received.Ignored(var why) -> ignored(trigger, payload(occurrence), why);
            case Received.Refused(var why) -> {
                refuse(trigger, payload(occurrence), why);
                throw ApiProblem.badInput(why);
            }
        };
    }

    private ResponseEntity<AcceptedView> ignored(
            LiveTrigger<?, ?> trigger, Map<String, @Nullable Object> payload, String why) {
        intakes.note(
                trigger.project(),
                trigger.workflow().id(),
                Intakes.source(Source.WEBHOOK),
                payload,
                Inbox.Outcome.IGNORED,
                why);
        return view(new AcceptedView(null, false, why));
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
