package io.sluice.app.trigger;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.security.Projects;
import io.sluice.app.trigger.signature.Scheme;
import io.sluice.db.intake.Inbox;
import io.sluice.engine.runtime.RunService;
import io.sluice.engine.value.Values;
import io.sluice.nodes.servicenow.ServiceNowWebhook;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Where a ServiceNow business rule says that a record has changed. It is a hint and no more: the
/// steps that wait for the record read it again before they act.
@RestController
class ServiceNowController {
    static final String NODE = "servicenow";

    private final TriggerSecrets secrets;
    private final TriggerContacts contacts;
    private final Intakes intakes;
    private final RunService engine;
    private final InstantSource clock;

    ServiceNowController(
            TriggerSecrets secrets,
            TriggerContacts contacts,
            Intakes intakes,
            RunService engine,
            InstantSource clock) {
        this.secrets = secrets;
        this.contacts = contacts;
        this.intakes = intakes;
        this.engine = engine;
        this.clock = clock;
    }

    /// @param woken how many runs look at the record now
    record WokenView(int woken) {}

    @PostMapping("/hooks/servicenow")
    ResponseEntity<WokenView> receive(
            HttpServletRequest request, @RequestBody(required = false) byte @Nullable [] body) {
        var bytes = body == null ? new byte[0] : body;
        var delivery = Hooks.delivery(request, bytes, clock.instant());
        var live = secrets.live(Projects.DEFAULT, TriggerSecrets.SHARED, NODE);
        boolean signed = request.getHeader("X-Sluice-Signature") != null;
        var scheme =
                signed
                        ? Scheme.find("raw-hex", "X-Sluice-Signature").orElseThrow()
                        : Scheme.find("token", "X-Flow-Token").orElseThrow();
        boolean known = scheme.verify(delivery, live);
        contacts.saw(Projects.DEFAULT, TriggerSecrets.SHARED, NODE, known);
        if (!known) {
            throw Hooks.unknown();
        }
        return intakes.bounded(() -> ResponseEntity.accepted().body(new WokenView(woken(bytes))));
    }

    private int woken(byte[] body) {
        var record = record(body);
        var key = ServiceNowWebhook.wakeKey(record);
        if (key.isEmpty()) {
            var why =
                    "Expected 'table' and a 'sys_id' of 32 hexadecimal digits, found otherwise;"
                            + " correct the business rule.";
            note(record, Inbox.Outcome.REFUSED, why);
            throw ApiProblem.badInput(why);
        }
        int woken = engine.wake(key.get());
        note(
                record,
                woken > 0 ? Inbox.Outcome.WOKE : Inbox.Outcome.IGNORED,
                woke(woken, key.get()));
        return woken;
    }

    private static String woke(int runs, String key) {
        return switch (runs) {
            case 0 -> "No run waits for " + key + ".";
            case 1 -> "Woke 1 run that waits for " + key + ".";
            default -> "Woke " + runs + " runs that wait for " + key + ".";
        };
    }

    private Map<String, @Nullable Object> record(byte[] body) {
        try {
            if (Hooks.body(null, body) instanceof Map<?, ?> map) {
                return Values.normaliseMap(map);
            }
            throw ApiProblem.badInput("Expected a record as a JSON object, found another value.");
        } catch (ApiProblem e) {
            note(Map.of(), Inbox.Outcome.REFUSED, e.detail());
            throw e;
        }
    }

    private void note(Map<String, @Nullable Object> record, Inbox.Outcome outcome, String detail) {
        intakes.note(Projects.DEFAULT, "", NODE, record, outcome, detail);
    }
}
