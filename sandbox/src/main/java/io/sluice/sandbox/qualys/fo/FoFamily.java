package io.sluice.sandbox.qualys.fo;

import io.sluice.sandbox.gate.Operation;
import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.gate.Permit;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.BadInput;
import io.sluice.sandbox.http.BasicUser;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.world.Fault;
import io.sluice.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Routes FO calls by endpoint and `action`; versions 2.0 to 5.0 are served alike.
public final class FoFamily {
    private static final Pattern PATH = Pattern.compile("/api/([2-5]\\.0)/fo/(.+?)/?");

    private final World world;
    private final FoLimits limits;
    private final Map<String, FoAction> actions = new LinkedHashMap<>();

    public FoFamily(World world) {
        this.world = world;
        this.limits = new FoLimits(world);
        new PerimeterJobs(world).register(actions);
        new Schedules(world).register(actions);
        new Scans(world).register(actions);
        new Hosts(world).register(actions);
        new Detections(world).register(actions);
    }

    public Operation operation(Call call) {
        if (call.path().equals("/msp/about.php")) {
            return new Operation(
                    call.method() + " /msp/about.php",
                    false,
                    () -> answered(call, () -> Outcome.of(about())));
        }
        Fields fields = fields(call);
        Matcher path = PATH.matcher(call.path());
        String endpoint = path.matches() ? path.group(2) : "";
        String actionName = fields == null ? "" : fields.orElse("action", "");
        FoAction action = actions.get(endpoint + "?" + actionName);
        String name = "%s %s?action=%s".formatted(call.method(), call.path(), actionName);
        return new Operation(
                name,
                action != null && action.write(),
                () -> answered(call, () -> act(call, fields, endpoint, actionName, action)));
    }

    private static @Nullable Fields fields(Call call) {
        try {
            return call.queryFields().with(call.formFields());
        } catch (BadInput e) {
            return null;
        }
    }

    private Outcome answered(Call call, Supplier<Outcome> act) {
        try {
            authenticate(call);
            return act.get();
        } catch (FoError e) {
            return Outcome.of(new FoAnswers(world.now()).error(e));
        }
    }

    private static void authenticate(Call call) {
        if (!BasicUser.sent(call)) {
            throw FoError.badLogin();
        }
        if (call.header("x-requested-with").orElse("").isBlank()) {
            throw FoError.unsupported("Missing required header: X-Requested-With");
        }
    }

    private Outcome act(
            Call call,
            @Nullable Fields fields,
            String endpoint,
            String actionName,
            @Nullable FoAction action) {
        if (fields == null) {
            throw FoError.badValue("body", "?", "expected percent-encoded UTF-8");
        }
        if (action == null) {
            boolean known = actions.keySet().stream().anyMatch(k -> k.startsWith(endpoint + "?"));
            if (!known || endpoint.isEmpty()) {
                throw new FoError(404, 999, "There is no API at " + call.path(), Map.of());
            }
            throw actionName.isEmpty()
                    ? FoError.missing("action")
                    : FoError.badValue("action", actionName, "not an action of this API");
        }
        if (action.write() && !call.method().equals("POST")) {
            throw FoError.wrongMethod("POST");
        }
        String host = call.header("host").orElse("localhost");
        return action.act().apply(new FoRequest(call.method(), host, call.path(), fields));
    }

    private Answer about() {
        String body =
                "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n"
                        + "<!DOCTYPE ABOUT SYSTEM \"https://qualysapi.example/about.dtd\">\n"
                        + "<ABOUT><API-VERSION MAJOR=\"8\" MINOR=\"22\"/>"
                        + "<WEB-VERSION>8.22.0.0-1</WEB-VERSION><SCANNER-VERSION>13.4.31-1</SCANNER-VERSION>"
                        + "<VULNSIGS-VERSION>2.6.10-2</VULNSIGS-VERSION></ABOUT>";
        return Answer.xml(200, body);
    }

    public Permit admit(Call call) {
        Matcher path = PATH.matcher(call.path());
        return world.read(() -> limits.admit(path.matches() ? path.group(2) : call.path()));
    }

    public Answer refusal(Fault.Kind kind, int status) {
        FoError error =
                switch (kind) {
                    case UNAUTHORIZED -> FoError.badLogin();
                    case RATE_LIMIT, THROTTLE -> FoError.tooOften(1);
                    case CONCURRENCY_LIMIT -> FoError.tooMany(1);
                    case STATUS, HTML, DELAY, APPLY_THEN_DROP, DROP_BEFORE ->
                            FoError.ofStatus(status);
                };
        return kind == Fault.Kind.HTML
                ? Answer.html(status, "<html><body>We'll be back soon</body></html>")
                : new FoAnswers(world.now()).error(error);
    }
}
