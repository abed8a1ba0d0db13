package io.sluice.sandbox.control;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.siem.SyslogReceiver;
import io.sluice.sandbox.world.Inbox.Sink;
import io.sluice.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/sink`: what was sent to the receivers of events. `/syslog`: where syslog is listened for.
record InboxRoutes(World world, Optional<SyslogReceiver> syslog) {
    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MAX_LIMIT = 10_000;

    void register(Routes routes) {
        routes.on("GET", "/sink", (call, parts) -> list(call))
                .on("DELETE", "/sink", (call, parts) -> clear())
                .on("PUT", "/sink/{name}", (call, parts) -> behave(parts.getFirst(), call))
                .on("GET", "/syslog", (call, parts) -> ports());
    }

    private Answer list(Call call) {
        Fields query = call.queryFields();
        long since = number(query, "since", 0, Long.MAX_VALUE);
        int limit = (int) number(query, "limit", DEFAULT_LIMIT, MAX_LIMIT);
        String channel = query.orElse("channel", "");
        return world.read(
                () -> Answer.json(200, world.controls().inbox().since(since, channel, limit)));
    }

    private static long number(Fields query, String name, long fallback, long max) {
        String text = query.orElse(name, Long.toString(fallback));
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) > max) {
            throw Problem.bad("Expected %s from 0 to %d, found '%s'".formatted(name, max, text));
        }
        return Long.parseLong(text);
    }

    private Answer clear() {
        return world.write(() -> {
            world.controls().inbox().clear();
            return Answer.empty(204);
        });
    }

    /// How a webhook's sink shall behave; what is left out is as at the start.
    record Behaviour(@Nullable String secret, @Nullable Integer status) {}

    private Answer behave(String name, Call call) {
        Behaviour wanted = Json.parse(call.body(), Behaviour.class);
        int status = wanted.status() == null ? 200 : wanted.status();
        if (status < 200 || status > 599) {
            throw Problem.bad("Expected a status from 200 to 599, found " + status);
        }
        return world.write(() -> {
            world.controls().inbox().setSink(name, new Sink(wanted.secret(), status));
            return Answer.json(200, Map.of("name", name, "status", status));
        });
    }

    private Answer ports() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("tcp", syslog.map(SyslogReceiver::tcpPort).orElse(null));
        view.put("udp", syslog.map(SyslogReceiver::udpPort).orElse(null));
        return Answer.json(200, view);
    }
}
