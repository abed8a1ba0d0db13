package io.sluice.sandbox.control;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Exact routes: `{…}` in a pattern takes one path segment.
final class Routes {
    /// Carries out a call; `parts` are the segments that the pattern left open.
    interface Handler {
        Answer handle(Call call, List<String> parts);
    }

    private record Route(String method, List<String> pattern, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    Routes on(String method, String pattern, Handler handler) {
        routes.add(new Route(method, List.of(pattern.split("/", -1)), handler));
        return this;
    }

    Answer route(Call call) {
        List<String> path = List.of(call.path().split("/", -1));
        boolean otherMethod = false;
        for (Route route : routes) {
            List<String> parts = new ArrayList<>();
            if (matches(route.pattern(), path, parts)) {
                if (route.method().equals(call.method())) {
                    return route.handler().handle(call, parts);
                }
                otherMethod = true;
            }
        }
        throw otherMethod
                ? new Problem(405, "Method not allowed", call.method() + " is not known here")
                : new Problem(404, "Not found", "There is no /sandbox" + call.path());
    }

    private static boolean matches(List<String> pattern, List<String> path, List<String> parts) {
        if (pattern.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (pattern.get(i).startsWith("{")) {
                parts.add(decoded(path.get(i)));
            } else if (!pattern.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
