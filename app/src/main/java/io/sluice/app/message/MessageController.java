package io.sluice.app.message;

import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Projects;
import io.sluice.engine.port.Waits;
import io.sluice.engine.run.RunId;
import io.sluice.engine.runtime.RunService;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Messages that runs wait for, or begin by. Who may send them may start every workflow of the
/// project, and they begin none for anybody else.
@RestController
class MessageController {
    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private final RunService engine;
    private final Authorization authorization;
    private final InstantSource clock;

    MessageController(RunService engine, Authorization authorization, InstantSource clock) {
        this.engine = engine;
        this.authorization = authorization;
        this.clock = clock;
    }

    /// @param id unique per sender: the same one is taken once
    /// @param ttl how long it is kept for a wait that comes later, as ISO-8601; an hour if left out
    record MessageRequest(
            @Nullable String id,
            @Nullable String name,
            @Nullable String key,
            @Nullable Map<String, @Nullable Object> payload,
            @Nullable String ttl) {}

    /// @param delivered how many runs took it
    /// @param kept it waits for a later wait, or for a workflow that begins by it
    /// @param begun the runs that it began, now or when it came first
    record DeliveryView(int delivered, boolean kept, List<String> begun) {}

    @PostMapping("/api/v1/messages")
    ResponseEntity<DeliveryView> post(Caller caller, @RequestBody MessageRequest body) {
        authorization.require(caller, Action.SEND_MESSAGE);
        var id =
                body.id() == null
                        ? UUID.randomUUID().toString()
                        : Input.text(body.id(), "/id", 200);
        var name = Input.text(body.name(), "/name", 200);
        var key = Input.text(body.key(), "/key", 400);
        var ttl = ttl(body.ttl());
        if (name.startsWith("$")) {
            throw Input.refuse("/name", "Expected a name that does not begin with '$'.");
        }
        var message =
                new Waits.Message(
                        of(caller, id),
                        new Waits.Subscription(name, key, project(caller)),
                        Input.values(body.payload(), "/payload"),
                        clock.instant(),
                        new Waits.Sender(
                                caller.actor(), 0, Action.START_RUN.allowedTo(caller.roles())));
        var delivery = engine.deliver(message, ttl);
        return ResponseEntity.accepted()
                .body(
                        new DeliveryView(
                                delivery.delivered(),
                                delivery.kept(),
                                delivery.begun().stream().map(RunId::value).toList()));
    }

    /// As messages that runs send have it.
    private static String project(Caller caller) {
        return caller.project().equals(Projects.DEFAULT) ? "" : caller.project();
    }

    /// One project's ids are nothing to another's.
    private static String of(Caller caller, String id) {
        return caller.project().equals(Projects.DEFAULT) ? id : caller.project() + '\u0001' + id;
    }

    private static Duration ttl(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        try {
            var ttl = Duration.parse(text);
            if (!ttl.isNegative() && ttl.compareTo(LONGEST) <= 0) {
                return ttl;
            }
        } catch (DateTimeParseException e) {
            // Told below.
        }
        throw Input.refuse(
                "/ttl",
                "Expected an ISO-8601 duration of at most "
                        + LONGEST
                        + ", found '"
                        + Input.clip(text)
                        + "'.");
    }
}
