package io.sluice.app.abuse;

import io.sluice.app.abuse.Routes.Route;
import io.sluice.app.api.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks what a line of the table of routes says.
final class Asking {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}|\\*\\*");
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z|\"next\":\"[^\"]*\"");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Asking() {}

    /// @param things ids by kind
    static Client.Reply send(Client client, Route route, Function<String, String> things) {
        var kinds = new ArrayList<>(route.kinds());
        var path =
                VARIABLE.matcher(route.path())
                        .replaceAll(
                                _ -> Matcher.quoteReplacement(things.apply(kinds.removeFirst())));
        if (route.is("stream")) {
            return begun(client, path);
        }
        var body =
                route.body().contains("{run}")
                        ? route.body().replace("{run}", things.apply("run"))
                        : route.body();
        var type = route.path().endsWith("/import") ? "application/bpmn+xml" : "application/json";
        return client.with("If-Match", "\"1\"").raw(route.method(), path, type, body);
    }

    /// The beginning of an answer without end, and all of one that is a refusal.
    private static Client.Reply begun(Client client, String path) {
        var request = HttpRequest.newBuilder(URI.create(client.url() + path));
        client.headers().forEach(request::header);
        try {
            var live = HTTP.send(request.build(), BodyHandlers.ofInputStream());
            live.body().close();
            return live.statusCode() == 200 ? new Client.Reply(new Begun(live)) : client.get(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// An id of the same form as a foreign one.
    static String absent(Things foreign, String kind) {
        if (Set.of("version", "node", "nothing", "step").contains(kind)) {
            return foreign.get(kind);
        }
        return "99" + foreign.get(kind);
    }

    /// Everything an answer tells, but for the ids that were asked for.
    static String described(Client client, Route route, Function<String, String> things) {
        var reply = send(client, route, things);
        var text =
                new StringBuilder(reply.status() + " " + new LinkedHashMap<>(headers(reply)) + " ");
        text.append(reply.body());
        var told = text.toString();
        for (var kind : List.of("workflow", "run", "event", "connection", "policy", "token")) {
            if (route.is(kind) || route.body().contains("{" + kind + "}")) {
                told = told.replace("'" + things.apply(kind), "'ID");
                told = told.replace("\"" + things.apply(kind), "\"ID");
            }
        }
        return told;
    }

    private static Map<String, List<String>> headers(Client.Reply reply) {
        var headers = new TreeMap<>(reply.response().headers().map());
        headers.remove("date");
        headers.remove("content-length");
        return headers;
    }

    /// What every list and every figure says, but for moments.
    static Map<String, String> lists(Client browser) {
        var answers = new LinkedHashMap<String, String>();
        Routes.guarded()
                .filter(route -> route.is("list") && route.method().equals("GET"))
                .filter(route -> !route.path().equals("/api/v1/projects"))
                .forEach(route -> {
                    var reply = browser.get(route.path());
                    answers.put(
                            route.toString(),
                            MOMENT.matcher(reply.status() + " " + reply.body()).replaceAll("…"));
                });
        return answers;
    }
}
