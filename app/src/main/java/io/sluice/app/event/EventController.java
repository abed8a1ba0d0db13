package io.sluice.app.event;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.Cursors;
import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.db.intake.Inbox;
import io.sluice.db.intake.Inbox.Outcome;
import io.sluice.engine.run.RunId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What came in from outside and what became of it.
@RestController
class EventController {
    private final Inbox inbox;
    private final Payloads payloads;
    private final Authorization authorization;

    EventController(Inbox inbox, Payloads payloads, Authorization authorization) {
        this.inbox = inbox;
        this.payloads = payloads;
        this.authorization = authorization;
    }

    /// @param outcome `started`, `duplicate`, `woke`, `ignored` or `refused`
    record EventView(
            String id,
            String source,
            @Nullable String workflow,
            String key,
            Instant receivedAt,
            String outcome,
            @Nullable String run,
            String detail) {
        static EventView of(Inbox.Item item) {
            return new EventView(
                    item.id(),
                    item.source(),
                    item.workflow().isEmpty() ? null : item.workflow(),
                    item.key(),
                    item.receivedAt(),
                    item.outcome().name().toLowerCase(Locale.ROOT),
                    item.run().map(RunId::value).orElse(null),
                    item.detail());
        }
    }

    /// @param payload what came in, without secrets; the text of its beginning when it is large
    /// @param cut whether something of it is missing
    record EventDetail(
            String id,
            String source,
            @Nullable String workflow,
            String key,
            Instant receivedAt,
            String outcome,
            @Nullable String run,
            String detail,
            @Nullable Object payload,
            boolean cut) {
        static EventDetail of(EventView event, Payloads.Payload payload) {
            return new EventDetail(
                    event.id(),
                    event.source(),
                    event.workflow(),
                    event.key(),
                    event.receivedAt(),
                    event.outcome(),
                    event.run(),
                    event.detail(),
                    payload.value(),
                    payload.cut());
        }
    }

    @GetMapping("/api/v1/events")
    Listing<EventView> list(
            Caller caller,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String workflow,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var sight = authorization.sight(caller);
        var asked = Optional.of(workflow).filter(id -> !id.isBlank());
        // One that is not seen has no events, as one that does not exist.
        boolean hidden = asked.filter(id -> !sight.sees(id)).isPresent();
        var which =
                new Inbox.Filter(
                        outcome.isBlank() ? Optional.empty() : Optional.of(parse(outcome)),
                        hidden ? Optional.empty() : asked,
                        hidden ? Optional.of(Set.of()) : sight.only());
        return Cursors.list(
                cursor,
                from -> inbox.list(caller.project(), which, from, Input.limit(limit)),
                EventView::of);
    }

    @GetMapping("/api/v1/events/{id}")
    EventDetail show(Caller caller, @PathVariable String id) {
        authorization.enter(caller);
        var item =
                inbox.find(caller.project(), id)
                        .orElseThrow(() -> ApiProblem.notFound("event", id));
        authorization.require(
                caller, Action.LOOK, Thing.workflow(item.workflow()).named("event", id));
        return EventDetail.of(EventView.of(item), payloads.of(item));
    }

    private static Outcome parse(String text) {
        return Arrays.stream(Outcome.values())
                .filter(one -> one.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        Input.refuse(
                                "outcome",
                                "Expected started, duplicate, woke, ignored or refused, found '"
                                        + Input.clip(text)
                                        + "'."));
    }
}
