package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.world.Fleet;
import io.sluice.sandbox.world.Fleet.Cluster;
import io.sluice.sandbox.world.Fleet.Stored;
import io.sluice.sandbox.world.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Getting and listing objects, by selectors and in pages.
record Reads(Fleet fleet, Cluster cluster, Target target) {
    private static final Set<String> POD_FIELDS =
            Set.of("spec.nodeName", "status.phase", "status.podIP", "spec.serviceAccountName");
    private static final String SEPARATOR = "\n";

    Map<String, Object> get() {
        return all(target.namespace()).stream()
                .filter(body -> Tree.text(body, "metadata", "name").equals(target.name()))
                .findFirst()
                .orElseThrow(() -> StatusError.missing(target.kind(), target.name()));
    }

    private List<Map<String, Object>> all(String namespace) {
        return switch (target.kind().plural()) {
            case "customresourcedefinitions" -> Kinds.definitions(cluster);
            case "nodes" -> cluster.nodes().stream().map(Reads::node).toList();
            default -> {
                if (!target.name().isEmpty()) {
                    yield fleet.find(
                                    cluster.name(),
                                    target.kind().qualified(),
                                    namespace,
                                    target.name())
                            .map(List::of)
                            .orElse(List.of());
                }
                yield fleet.list(cluster.name(), target.kind().qualified(), namespace).stream()
                        .map(Stored::body)
                        .toList();
            }
        };
    }

    private static Map<String, Object> node(String name) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", "v1");
        body.put("kind", "Node");
        body.put(
                "metadata",
                Map.of(
                        "name",
                        name,
                        "resourceVersion",
                        "1",
                        "labels",
                        Map.of("kubernetes.io/hostname", name)));
        return body;
    }

    Map<String, Object> list(Call call) {
        Fields query = call.queryFields();
        Predicate<Map<String, Object>> wanted = filter(target, query);
        int limit = number(query.orElse("limit", "0"));
        String after = query.find("continue").map(this::begun).orElse("");
        List<Object> items = new ArrayList<>();
        String last = "";
        int left = 0;
        List<Map<String, Object>> bodies = new ArrayList<>(all(target.namespace()));
        bodies.sort(Comparator.comparing(Reads::key));
        for (Map<String, Object> body : bodies) {
            String key = key(body);
            if (key.compareTo(after) > 0 && wanted.test(body)) {
                if (limit > 0 && items.size() == limit) {
                    left++;
                } else {
                    items.add(item(body));
                    last = key;
                }
            }
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resourceVersion", Long.toString(cluster.revision()));
        if (left > 0) {
            metadata.put("continue", token(last));
            metadata.put("remainingItemCount", left);
        }
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("kind", target.kind().listKind());
        list.put("apiVersion", target.kind().apiVersion());
        list.put("metadata", metadata);
        list.put("items", items);
        return list;
    }

    private static String key(Map<String, Object> body) {
        return Tree.text(body, "metadata", "namespace") + "/" + Tree.text(body, "metadata", "name");
    }

    private static int number(String limit) {
        if (!limit.matches("\\d{1,9}")) {
            throw StatusError.bad("invalid value for limit: " + limit);
        }
        return Integer.parseInt(limit);
    }

    /// Lists of custom objects repeat the kind with each item, those of built-in kinds do not.
    private Map<String, Object> item(Map<String, Object> body) {
        if (target.kind().isCustom()) {
            return body;
        }
        Map<String, Object> item = new LinkedHashMap<>(body);
        item.remove("apiVersion");
        item.remove("kind");
        return item;
    }

    private String token(String last) {
        String text = cluster.revision() + SEPARATOR + last;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String begun(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            String[] parts = text.split(SEPARATOR, 2);
            long revision = Long.parseLong(parts[0]);
            if (revision < cluster.oldest()) {
                throw new StatusError(
                        410,
                        "Expired",
                        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.");
            }
            return parts[1];
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw StatusError.bad("continue key is not valid: " + e.getMessage());
        }
    }

    /// Which objects a query asks for.
    static Predicate<Map<String, Object>> filter(Target target, Fields query) {
        Predicate<Map<String, Object>> labels =
                query.find("labelSelector")
                        .map(LabelSelector::parse)
                        .map(selector ->
                                (Predicate<Map<String, Object>>)
                                        body ->
                                                selector.test(
                                                        Tree.mapAt(body, "metadata", "labels")))
                        .orElse(_ -> true);
        Predicate<Map<String, Object>> fields =
                query.find("fieldSelector").map(text -> fields(target, text)).orElse(_ -> true);
        return body ->
                (target.name().isEmpty()
                                || target.name().equals(Tree.text(body, "metadata", "name")))
                        && labels.test(body)
                        && fields.test(body);
    }

    private static Predicate<Map<String, Object>> fields(Target target, String text) {
        Predicate<Map<String, Object>> all = _ -> true;
        for (String part : text.split(",", -1)) {
            boolean not = part.contains("!=");
            String[] pair = part.split(not ? "!=" : "==?", 2);
            boolean known =
                    Set.of("metadata.name", "metadata.namespace").contains(pair[0])
                            || (target.kind().plural().equals("pods")
                                    && POD_FIELDS.contains(pair[0]));
            if (pair.length < 2 || !known) {
                throw StatusError.bad("field label not supported: " + pair[0]);
            }
            String[] path = pair[0].split("\\.");
            all = all.and(body -> not != Tree.text(body, path).equals(pair[1]));
        }
        return all;
    }
}
