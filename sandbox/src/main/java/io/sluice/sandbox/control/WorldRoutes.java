package io.sluice.sandbox.control;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.world.World;
import java.util.Map;

/// `/world` and `/reset`.
record WorldRoutes(World world) {
    void register(Routes routes) {
        routes.on(
                        "GET",
                        "/world",
                        (call, parts) ->
                                world.read(() -> Answer.json(200, new WorldView(world).all())))
                .on("POST", "/reset", (call, parts) -> reset());
    }

    private Answer reset() {
        return world.write(() -> {
            world.reset();
            return Answer.json(200, Map.of("status", "empty"));
        });
    }
}
