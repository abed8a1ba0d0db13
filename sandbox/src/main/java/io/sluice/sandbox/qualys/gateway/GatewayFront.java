package io.sluice.sandbox.qualys.gateway;

import io.sluice.sandbox.gate.Operation;
import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.gate.Vendor;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.BadInput;
import io.sluice.sandbox.http.BasicUser;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.http.Tokens;
import io.sluice.sandbox.world.Fault;
import io.sluice.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The Qualys gateway. Its limits are 429, with and without headers in turn.
public final class GatewayFront implements Vendor {
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(4);

    private final World world;
    private final Tokens tokens;
    private final Inventory inventory;
    private final PatchJobs patchJobs;
    private final CdrFindings cdrFindings;
    private final List<Route> routes = new ArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    private record Route(
            String method,
            List<String> pattern,
            boolean write,
            BiFunction<Call, String, Outcome> act) {}

    public GatewayFront(World world) {
        this.world = world;
        this.tokens = new Tokens(world.ids().secret("qualys"));
        this.inventory = new Inventory(world);
        this.patchJobs = new PatchJobs(world);
        this.cdrFindings = new CdrFindings(world);
        read("POST", "/rest/2.0/search/am/asset", (call, id) -> inventory.search(call));
        read("POST", "/rest/2.0/count/am/asset", (call, id) -> inventory.count(call));
        read("GET", "/rest/2.0/get/am/asset", (call, id) -> inventory.get(call));
        write("POST", "/pm/v1/deploymentjob", (call, id) -> patchJobs.create(call));
        read("GET", "/pm/v1/deploymentjob/{id}", (call, id) -> patchJobs.get(id));
        read("GET", "/pm/v1/deploymentjob/{id}/runs", (call, id) -> patchJobs.runs(id));
        read("POST", "/pm/v1/deploymentjob/{id}/deploymentjobresult/summary", patchJobs::results);
        write("POST", "/pm/v1/deploymentjobs/update/status/{id}", patchJobs::setStatus);
        read("GET", "/pm/v1/deploymentjobs/summary", (call, id) -> patchJobs.summary(call));
        write("DELETE", "/pm/v1/deploymentjobs", (call, id) -> patchJobs.delete(call));
        read("GET", "/cdr-api/rest/v1/findings", (call, id) -> cdrFindings.list(call));
        read("POST", "/pm/v1/assets/uuids", (call, id) -> patchJobs.uuids(call));
    }

    private void read(String method, String path, BiFunction<Call, String, Outcome> act) {
        routes.add(new Route(method, List.of(path.split("/")), false, act));
    }

    private void write(String method, String path, BiFunction<Call, String, Outcome> act) {
        routes.add(new Route(method, List.of(path.split("/")), true, act));
    }

    @Override
    public String service() {
        return "qualys-gateway";
    }

    @Override
    public Operation operation(Call call) {
        if (call.path().equals("/auth")) {
            return new Operation(call.method() + " /auth", false, () -> authenticate(call));
        }
        List<String> path = List.of(call.path().split("/"));
        for (Route route : routes) {
            String id = match(route, call.method(), path);
            if (id != null) {
                return new Operation(
                        call.method() + " " + String.join("/", route.pattern()),
                        route.write(),
                        () -> answered(call, () -> route.act().apply(call, id)));
            }
        }
        return new Operation(
                call.method() + " " + call.path(),
                false,
                () ->
                        answered(
                                call,
                                () -> {
                                    throw GatewayError.notFound("Resource");
                                }));
    }

    /// What stands in place of `{id}`; empty when the pattern has none; null when it does not
    /// match.
    private static @Nullable String match(Route route, String method, List<String> path) {
        List<String> pattern = route.pattern();
        if (!route.method().equals(method) || pattern.size() != path.size()) {
            return null;
        }
        String id = "";
        for (int i = 0; i < path.size(); i++) {
            if (pattern.get(i).equals("{id}")) {
                id = path.get(i);
            } else if (!pattern.get(i).equals(path.get(i))) {
                return null;
            }
        }
        return id;
    }

    private Outcome answered(Call call, Supplier<Outcome> act) {
        try {
            if (tokens.subject(BasicUser.bearer(call), world.realNow()).isEmpty()) {
                throw GatewayError.unauthorized();
            }
            return act.get();
        } catch (GatewayError e) {
            return Outcome.of(e.answer(isPatch(call)));
        } catch (BadInput e) {
            return Outcome.of(GatewayError.bad(e.toString()).answer(isPatch(call)));
        }
    }

    private static boolean isPatch(Call call) {
        return call.path().startsWith("/pm/");
    }

    /// 201 and the bare token; the body of a refusal is nothing to rely on.
    private Outcome authenticate(Call call) {
        try {
            Fields form = call.formFields();
            boolean known = BasicUser.is(form.orElse("username", ""), form.orElse("password", ""));
            if (!call.method().equals("POST") || !known) {
                return Outcome.of(Answer.text(401, "Unauthorized"));
            }
            Instant now = world.realNow();
            return Outcome.of(
                    Answer.text(201, tokens.issue(BasicUser.NAME, now, now.plus(TOKEN_LIFETIME))));
        } catch (BadInput e) {
            return Outcome.of(Answer.text(400, "Bad Request"));
        }
    }

    @Override
    public Answer refusal(Fault.Kind kind, int status, Operation operation, Call call) {
        return switch (kind) {
            case HTML -> Answer.html(status, "<html><body>Bad Gateway</body></html>");
            case UNAUTHORIZED -> GatewayError.unauthorized().answer(isPatch(call));
            case RATE_LIMIT, THROTTLE, CONCURRENCY_LIMIT -> tooMany(call);
            case STATUS, DELAY, APPLY_THEN_DROP, DROP_BEFORE ->
                    new GatewayError(status, "500", "Injected fault").answer(isPatch(call));
        };
    }

    private Answer tooMany(Call call) {
        Answer answer = new GatewayError(429, "429", "Too many requests").answer(isPatch(call));
        boolean withHeaders = refusals.incrementAndGet() % 2 == 1 && !isPatch(call);
        return withHeaders
                ? answer.with("X-RateLimit-Remaining", "0").with("X-RateLimit-ToWait-Sec", "1")
                : answer;
    }
}
