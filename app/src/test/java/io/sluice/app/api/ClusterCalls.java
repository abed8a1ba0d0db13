package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.schema.NodeCatalogue;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// ASVS V13.2.2: what is asked of clusters is what the nodes' permissions name, so that a role made
/// of them is enough. Looking whether one may do a thing is allowed to everybody.
final class ClusterCalls {
    private static final Pattern CALL =
            Pattern.compile(
                    "([A-Z]+) /[^/]+/(?:api/v1|apis/([^/]+)/[^/]+)/(?:namespaces/\\{namespace}/)?([a-z]+)(/\\{name})?");

    private ClusterCalls() {}

    static void areNamedByTheNodes(TestServer server, Client sandbox) {
        var named = named(server.bean(NodeCatalogue.class));
        var asked = new TreeSet<String>();
        for (var call : sandbox.get("/sandbox/calls?limit=100000").json().list()) {
            if (call.text("service").equals("kubernetes")) {
                asked(call.text("operation")).ifPresent(asked::add);
            }
        }

        assertThat(named).containsAll(asked);
    }

    private static Set<String> named(NodeCatalogue catalogue) {
        var named = new TreeSet<String>();
        catalogue.nodeTypes().stream()
                .map(entry -> entry.type().descriptor())
                .filter(about -> about.connectionType().equals("kubernetes"))
                .flatMap(about -> about.permissions().stream())
                .flatMap(ClusterCalls::each)
                .forEach(named::add);
        return named;
    }

    private static Stream<String> each(String permission) {
        var parts = permission.split(": ", 2);
        return Arrays.stream(parts[0].split(", "))
                .map(thing -> thing.split("/", 2)[0])
                .flatMap(thing ->
                        Arrays.stream(parts[1].split(", ")).map(verb -> verb + " " + thing));
    }

    private static Optional<String> asked(String operation) {
        var call = CALL.matcher(operation);
        if (!call.matches()) {
            return Optional.empty();
        }
        var group = call.group(2);
        var thing = call.group(3) + (group == null ? "" : "." + group);
        var one = call.group(4) != null;
        var verb =
                switch (call.group(1)) {
                    case "GET" -> one ? "get" : "list";
                    case "POST" -> "create";
                    case "PATCH" -> "patch";
                    case "PUT" -> "update";
                    default -> one ? "delete" : "deletecollection";
                };
        return thing.startsWith("selfsubject") ? Optional.empty() : Optional.of(verb + " " + thing);
    }
}
