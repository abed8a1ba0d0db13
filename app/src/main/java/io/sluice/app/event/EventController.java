package io.sluice.app.event;

import io.sluice.app.problem.Cursors;
import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.intake.Inbox;
import io.sluice.db.intake.Inbox.Outcome;
import io.sluice.engine.run.RunId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What came in from outside and what became of it.
@RestController
class EventController {
    private final Inbox inbox;
    private final Authorization authorization;

    EventController(Inbox inbox, Authorization authorization) {
        this.inbox = inbox;
        this.authorization = authorization;
    }

    /// @param outcome `started`, `duplicate`, `ignored` or `refused`
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

    @GetMapping("/api/v1/events")
    Listing<EventView> list(
            Caller caller,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        authorization.require(caller, Action.LOOK);
        var which = outcome.isBlank() ? Optional.<Outcome>empty() : Optional.of(parse(outcome));
        return Cursors.list(
                cursor,
                from -> inbox.list(caller.project(), which, from, Input.limit(limit)),
                EventView::of);
    }

    private static Outcome parse(String text) {
        return Arrays.stream(Outcome.values())
                .filter(one -> one.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        Input.refuse(
                                "outcome",
                                "Expected started, duplicate, ignored or refused, found '"
                                        + Input.clip(text)
                                        + "'."));
    }
}
