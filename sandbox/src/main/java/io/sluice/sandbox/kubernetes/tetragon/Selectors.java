package io.sluice.sandbox.kubernetes.tetragon;

import io.sluice.sandbox.kubernetes.LabelSelector;
import io.sluice.sandbox.kubernetes.schema.Cidr;
import io.sluice.sandbox.kubernetes.schema.Release;
import io.sluice.sandbox.kubernetes.tetragon.Activity.Hook;
import io.sluice.sandbox.kubernetes.tetragon.Activity.Socket;
import io.sluice.sandbox.world.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Whether a policy, and then a selector of one of its hooks, is about an activity.
final class Selectors {
    private Selectors() {}

    /// Scope. Without any selector a policy of the cluster is about each process of the node, and
    /// for old agents an empty one is none.
    static boolean inScope(
            Map<String, Object> policy, boolean namespaced, Activity activity, Release release) {
        if (namespaced
                && !activity.namespace().equals(Tree.text(policy, "metadata", "namespace"))) {
            return false;
        }
        Map<String, Object> spec = Tree.mapAt(policy, "spec");
        boolean emptyMeansPods = release.has("1.7");
        Map<String, Object> pods = Tree.mapAt(spec, "podSelector");
        boolean selectsPods =
                spec.containsKey("podSelector") && (emptyMeansPods || !pods.isEmpty());
        Map<String, Object> containers = Tree.mapAt(spec, "containerSelector");
        if (activity.onHost()) {
            return !selectsPods && containers.isEmpty();
        }
        Map<String, Object> labels = new LinkedHashMap<>(activity.labels());
        labels.put("k8s:io.kubernetes.pod.namespace", activity.namespace());
        return LabelSelector.selects(pods, labels)
                && LabelSelector.selects(containers, Map.of("name", activity.container()));
    }

    /// The first selector of a hook that matches; an empty one when the hook has none at all.
    static Optional<Map<String, Object>> first(
            Map<String, Object> definition, Hook hook, Activity activity) {
        List<Object> selectors = Tree.listAt(definition, "selectors");
        if (selectors.isEmpty()) {
            return Optional.of(Map.of());
        }
        return selectors.stream()
                .map(Tree::map)
                .filter(selector -> matches(definition, selector, hook, activity))
                .findFirst();
    }

    private static boolean matches(
            Map<String, Object> definition,
            Map<String, Object> selector,
            Hook hook,
            Activity activity) {
        Predicate<Object> arguments =
                filter -> {
                    Map<String, Object> argument =
                            Hooks.argument(definition, Tree.map(filter), "args");
                    Object value =
                            hook.arguments()
                                    .get(((Number) argument.getOrDefault("index", 0)).intValue());
                    return value != null && argument(filter, value, Tree.text(argument, "type"));
                };
        Predicate<Object> data =
                filter -> {
                    Map<String, Object> argument =
                            Hooks.argument(definition, Tree.map(filter), "data");
                    return activity.data(
                                    Tree.text(argument, "source"), Tree.text(argument, "resolve"))
                            .filter(value -> argument(filter, value, Tree.text(argument, "type")))
                            .isPresent();
                };
        return Tree.listAt(selector, "matchArgs").stream().allMatch(arguments)
                && Tree.listAt(selector, "matchData").stream().allMatch(data)
                && Tree.listAt(selector, "matchBinaries").stream()
                        .allMatch(each -> binary(each, activity.caller(), activity.parent()))
                && Tree.listAt(selector, "matchParentBinaries").stream()
                        .allMatch(each -> binary(each, activity.parent(), ""))
                && Tree.listAt(selector, "matchNamespaces").stream()
                        .allMatch(each -> kernelNamespace(each, activity))
                && Tree.listAt(selector, "matchCapabilities").isEmpty();
    }

    private static boolean kernelNamespace(Object filter, Activity activity) {
        boolean host = activity.sharesWithHost(Tree.text(filter, "namespace"));
        boolean named =
                Tree.texts(filter, "values").stream().anyMatch(v -> v.equals("host_ns") && host);
        return named == Tree.text(filter, "operator").equals("In");
    }

    private static boolean binary(Object filter, String path, String parent) {
        String operator = Tree.text(filter, "operator");
        List<String> values = Tree.texts(filter, "values");
        boolean children = Boolean.TRUE.equals(Tree.at(filter, "followChildren"));
        return switch (operator) {
            case "In" -> values.contains(path) || (children && values.contains(parent));
            case "NotIn" -> !values.contains(path) && !(children && values.contains(parent));
            default -> text(operator, path, values);
        };
    }

    private static boolean argument(Object filter, Object value, String type) {
        String operator = Tree.text(filter, "operator");
        List<String> values = Tree.texts(filter, "values");
        return switch (value) {
            case Socket socket -> socket(operator, socket, values, type);
            case Long number -> number(operator, number, values);
            default -> text(operator, value.toString(), values);
        };
    }

    private static boolean text(String operator, String value, List<String> values) {
        boolean not = operator.startsWith("Not");
        Predicate<String> one =
                switch (not ? operator.substring(3) : operator) {
                    case "Prefix" -> value::startsWith;
                    case "Postfix" -> value::endsWith;
                    case "SubString" -> value::contains;
                    case "SubStringIgnCase" ->
                            part ->
                                    value.toLowerCase(java.util.Locale.ROOT)
                                            .contains(part.toLowerCase(java.util.Locale.ROOT));
                    default -> value::equals;
                };
        return not != values.stream().anyMatch(one);
    }

    private static boolean number(String operator, long value, List<String> values) {
        Predicate<Hooks.Range> one =
                switch (operator) {
                    case "GreaterThan", "GT" -> range -> value > range.first();
                    case "LessThan", "LT" -> range -> value < range.first();
                    case "Mask" -> range -> (value & range.first()) != 0;
                    default -> range -> range.holds(value);
                };
        boolean not = operator.startsWith("Not");
        return not != values.stream().map(Hooks::range).flatMap(Optional::stream).anyMatch(one);
    }

    private static boolean socket(
            String operator, Socket socket, List<String> values, String type) {
        boolean not = operator.startsWith("Not");
        String plain = not ? operator.substring(3) : operator;
        boolean destination = !type.equals("sockaddr");
        String source = destination ? socket.local() : socket.remote();
        int sourcePort = destination ? 40_000 : socket.port();
        boolean found =
                switch (plain) {
                    case "SAddr" -> within(source, values);
                    case "DAddr" -> within(socket.remote(), values);
                    case "SPort" -> number("InMap", sourcePort, values);
                    case "DPort" -> number("InMap", socket.port(), values);
                    case "SPortPriv", "SportPriv" -> sourcePort < 1024;
                    case "DPortPriv" -> socket.port() < 1024;
                    case "Family" ->
                            values.contains(socket.family())
                                    || values.contains(familyNumber(socket));
                    case "Protocol" -> protocol(socket.protocol(), values);
                    default -> false;
                };
        return not != found;
    }

    private static String familyNumber(Socket socket) {
        return String.valueOf(Hooks.FAMILIES.get(socket.family()));
    }

    private static boolean protocol(String protocol, List<String> values) {
        String number = protocol.equals("UDP") ? "17" : "6";
        return values.contains(protocol)
                || values.contains("IPPROTO_" + protocol)
                || values.contains(number);
    }

    private static boolean within(String address, List<String> blocks) {
        Optional<Cidr> one = Cidr.orAddress(address);
        return one.isPresent()
                && blocks.stream()
                        .map(Cidr::orAddress)
                        .flatMap(Optional::stream)
                        .anyMatch(block -> block.holds(one.get()));
    }
}
