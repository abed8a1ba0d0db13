package io.sluice.sandbox.control;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.world.World;

/// `/calls` and `/effects`: what has been asked of the world, and what it came to.
record LedgerRoutes(World world) {
    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MAX_LIMIT = 100_000;

    void register(Routes routes) {
        routes.on("GET", "/calls", (call, parts) -> calls(call))
                .on(
                        "GET",
                        "/effects",
                        (call, parts) ->
                                world.write(() ->
                                        Answer.json(200, world.controls().ledger().effects())));
    }

    /// A write, because calls that were only noted are written down first.
    private Answer calls(Call call) {
        Fields query = call.queryFields();
        long since = number(query, "since", 0, Long.MAX_VALUE);
        int limit = (int) number(query, "limit", DEFAULT_LIMIT, MAX_LIMIT);
        return world.write(() -> Answer.json(200, world.controls().ledger().since(since, limit)));
    }

    private static long number(Fields query, String name, long fallback, long max) {
        String text = query.orElse(name, Long.toString(fallback));
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) > max) {
            throw Problem.bad("Expected %s from 0 to %d, found '%s'".formatted(name, max, text));
        }
        return Long.parseLong(text);
    }
}
