package io.sluice.sandbox.control;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.BadInput;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.siem.SyslogReceiver;
import io.sluice.sandbox.world.World;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Everything under `/sandbox`, in JSON, with problems as `application/problem+json`.
public final class ControlApi implements Function<Call, Answer> {
    private final Routes routes = new Routes();

    public ControlApi(World world, Optional<SyslogReceiver> syslog) {
        routes.on("GET", "/health", (call, parts) -> Answer.json(200, Map.of("status", "UP")));
        new WorldRoutes(world).register(routes);
        new ClockRoutes(world).register(routes);
        new FindingRoutes(world).register(routes);
        new ReputationRoutes(world).register(routes);
        new InboxRoutes(world, syslog).register(routes);
        new VmRoutes(world).register(routes);
        new RecordRoutes(world).register(routes);
        new FaultRoutes(world).register(routes);
        new TargetRoutes(world).register(routes);
        new LedgerRoutes(world).register(routes);
        new ClusterRoutes(world).register(routes);
    }

    @Override
    public Answer apply(Call call) {
        try {
            return routes.route(call);
        } catch (Problem e) {
            return e.answer();
        } catch (BadInput e) {
            return Problem.bad(e.getMessage() == null ? "Unreadable" : e.getMessage()).answer();
        }
    }
}
