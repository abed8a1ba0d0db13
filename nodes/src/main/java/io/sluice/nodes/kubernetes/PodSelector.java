package io.sluice.nodes.kubernetes;

import io.sluice.policy.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The pods that a policy is about, as a query of the API.
///
/// @param namespaces none for all
/// @param labels as a label selector is written: `app=web,tier in (a,b)`
/// @param without namespaces that are left out
record PodSelector(List<String> namespaces, String labels, List<String> without) {
    private static final String NAMESPACE = "k8s:io.kubernetes.pod.namespace";

    PodSelector {
        namespaces = List.copyOf(namespaces);
        without = List.copyOf(without);
    }

    static PodSelector of(Manifest manifest) {
        var spec = manifest.spec();
        var selector =
                spec.get("podSelector") instanceof Map<?, ?> map
                        ? map
                        : spec.get("endpointSelector") instanceof Map<?, ?> other
                                ? other
                                : Map.of();
        var parts = new ArrayList<String>();
        var without = new ArrayList<String>();
        var within = new ArrayList<String>();
        if (!manifest.namespace().isEmpty()) {
            within.add(manifest.namespace());
        }
        if (selector.get("matchLabels") instanceof Map<?, ?> labels) {
            new TreeMap<Object, Object>(labels)
                    .forEach((key, value) -> {
                        if (NAMESPACE.equals(key)) {
                            within.add(String.valueOf(value));
                        } else {
                            parts.add(key + "=" + value);
                        }
                    });
        }
        if (selector.get("matchExpressions") instanceof List<?> expressions) {
            for (var each : expressions) {
                var expression = each instanceof Map<?, ?> map ? map : Map.of();
                if (!NAMESPACE.equals(expression.get("key"))) {
                    parts.add(text(expression));
                } else if ("NotIn".equals(expression.get("operator"))) {
                    without.addAll(values(expression));
                } else {
                    within.addAll(values(expression));
                }
            }
        }
        return new PodSelector(within, String.join(",", parts), without);
    }

    private static String text(Map<?, ?> expression) {
        var key = String.valueOf(expression.get("key"));
        var values = values(expression).stream().collect(Collectors.joining(",", "(", ")"));
        return switch (String.valueOf(expression.get("operator"))) {
            case "In" -> key + " in " + values;
            case "NotIn" -> key + " notin " + values;
            case "DoesNotExist" -> "!" + key;
            default -> key;
        };
    }

    private static List<String> values(Map<?, ?> expression) {
        return expression.get("values") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
