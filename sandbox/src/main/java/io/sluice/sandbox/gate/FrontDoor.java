package io.sluice.sandbox.gate;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Reply;
import io.sluice.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends each call to the vendor whose prefix its path has, or to the control API.
public final class FrontDoor implements Function<Call, Reply> {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    private final Map<String, Gate> gates = new LinkedHashMap<>();
    private final @Nullable Gate root;
    private final Function<Call, Answer> control;

    /// @param atRoot the service that also answers at `/`: clients of AWS drop the path of an
    ///   endpoint
    public FrontDoor(
            World world, List<Vendor> vendors, String atRoot, Function<Call, Answer> control) {
        vendors.forEach(v -> gates.put("/" + v.service(), new Gate(world, v)));
        this.root = gates.get("/" + atRoot);
        this.control = control;
    }

    @Override
    public Reply apply(Call call) {
        try {
            return route(call);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed; the world is unchanged", call.method(), call.path(), e);
            return new Reply.Send(Answer.text(500, "The sandbox itself failed: " + e + "\n"));
        }
    }

    private Reply route(Call call) {
        if (call.path().equals("/") && root != null) {
            return root.pass(call);
        }
        int slash = call.path().indexOf('/', 1);
        String prefix = slash < 0 ? call.path() : call.path().substring(0, slash);
        Gate gate = gates.get(prefix);
        if (gate != null) {
            return gate.pass(call.below(prefix));
        }
        if (prefix.equals("/sandbox")) {
            return new Reply.Send(control.apply(call.below(prefix)));
        }
        return new Reply.Send(
                Answer.text(
                        404,
                        "Expected a path under %s or /sandbox, found %s\n"
                                .formatted(gates.keySet(), call.path())));
    }
}
