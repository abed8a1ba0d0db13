package io.sluice.sandbox.servicenow;

import io.sluice.sandbox.gate.Operation;
import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.gate.Permit;
import io.sluice.sandbox.gate.Vendor;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.BadInput;
import io.sluice.sandbox.http.BasicUser;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Tokens;
import io.sluice.sandbox.world.Fault;
import io.sluice.sandbox.world.World;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One ServiceNow instance: the Table API and its OAuth endpoint.
public final class ServiceNowFront implements Vendor {
    private static final Pattern TABLE =
            Pattern.compile("/api/now(?:/v[12])?/table/([A-Za-z0-9_]+)(?:/([^/]+))?/?");

    private final World world;
    private final OAuth oauth;
    private final HourlyRule limit;

    public ServiceNowFront(World world) {
        this.world = world;
        this.oauth = new OAuth(world, new Tokens(world.ids().secret("servicenow")));
        this.limit = new HourlyRule(world);
    }

    @Override
    public String service() {
        return "servicenow";
    }

    @Override
    public Operation operation(Call call) {
        if (call.path().equals("/oauth_token.do")) {
            return new Operation("POST /oauth_token.do", false, () -> oauth.token(call));
        }
        Matcher path = TABLE.matcher(call.path());
        if (!path.matches()) {
            return operation(
                    call,
                    call.path(),
                    false,
                    () -> {
                        throw new SnError(
                                400, "Requested URI does not represent any resource", call.path());
                    });
        }
        String table = path.group(1);
        String sysId = path.group(2);
        String name = "/api/now/table/" + table;
        if (sysId == null) {
            return switch (call.method()) {
                case "GET" -> operation(call, name, false, () -> api(table, call).list());
                case "POST" -> operation(call, name, true, () -> api(table, call).create());
                default -> operation(call, name, false, () -> wrongMethod(call));
            };
        }
        String one = name + "/{sys_id}";
        return switch (call.method()) {
            case "GET" -> operation(call, one, false, () -> api(table, call).get(sysId));
            case "PATCH", "PUT" -> operation(call, one, true, () -> api(table, call).update(sysId));
            case "DELETE" -> operation(call, one, true, () -> api(table, call).delete(sysId));
            default -> operation(call, one, false, () -> wrongMethod(call));
        };
    }

    private TableApi api(String table, Call call) {
        return new TableApi(world, table, call);
    }

    private static Outcome wrongMethod(Call call) {
        throw new SnError(405, "Method not supported", call.method());
    }

    private Operation operation(Call call, String path, boolean write, Supplier<Outcome> act) {
        return new Operation(
                call.method() + " " + path,
                write,
                () -> {
                    try {
                        authenticate(call);
                        return act.get();
                    } catch (SnError e) {
                        return Outcome.of(e.answer());
                    } catch (BadInput e) {
                        SnError error =
                                new SnError(400, "Exception while reading request", e.toString());
                        return Outcome.of(error.answer());
                    }
                });
    }

    private void authenticate(Call call) {
        if (!BasicUser.sent(call) && !oauth.isAccess(BasicUser.bearer(call))) {
            throw SnError.unauthenticated();
        }
    }

    @Override
    public Permit admit(Operation operation, Call call) {
        return world.read(limit::admit);
    }

    @Override
    public Answer refusal(Fault.Kind kind, int status, Operation operation, Call call) {
        return switch (kind) {
            case HTML ->
                    Answer.html(200, "<html><body>Your instance is hibernating.</body></html>");
            case UNAUTHORIZED -> SnError.unauthenticated().answer();
            case RATE_LIMIT, THROTTLE, CONCURRENCY_LIMIT ->
                    SnError.rateLimited().answer().with("Retry-After", "1");
            case STATUS, DELAY, APPLY_THEN_DROP, DROP_BEFORE ->
                    new SnError(status, "Injected fault", "").answer();
        };
    }
}
