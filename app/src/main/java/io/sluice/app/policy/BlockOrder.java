package io.sluice.app.policy;

import io.sluice.app.problem.Input;
import io.sluice.policy.finding.Ip;
import io.sluice.policy.finding.Names;
import io.sluice.policy.indicator.Guard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody wants blocked, read and checked: every value is one that may be.
///
/// @param type `ip`, `cidr` or `port`
/// @param values in canonical form
/// @param enforce whether it is to stop, not only to report
/// @param duration how long; empty for until it is taken back
/// @param labels of the pods it is for
record BlockOrder(
        String type,
        List<String> values,
        String reason,
        boolean enforce,
        Optional<Duration> duration,
        String cluster,
        String namespace,
        String workload,
        Map<String, String> labels) {
    private static final int MOST_VALUES = 500;

    /// What names are resolved by, and where API servers and kubelets listen.
    private static final Set<Integer> VITAL_PORTS = Set.of(53, 443, 6443, 10250);

    /// As it comes in. `action` is `Post` (report, the default) or `Sigkill` (stop).
    record Request(
            @Nullable String type,
            @Nullable List<String> values,
            @Nullable String reason,
            @Nullable String action,
            @Nullable String duration,
            @Nullable String cluster,
            @Nullable String namespace,
            @Nullable String workload,
            @Nullable Map<String, String> labels) {}

    /// @throws io.sluice.app.problem.ApiProblem that names the bad value
    static BlockOrder read(Request request, Guard guard) {
        var type = type(request.type());
        var values = values(type, request.values(), guard);
        var namespace = given(request.namespace());
        if (!namespace.isEmpty() && !Names.isLabel(namespace)) {
            throw bad("/namespace", "a namespace", namespace);
        }
        var labels = request.labels() == null ? Map.<String, String>of() : request.labels();
        labels.forEach((key, value) -> {
            if (!Names.isLabelKey(key) || !Names.isLabelValue(value) || value.isEmpty()) {
                throw bad("/labels/" + key, "a label", key + "=" + value);
            }
        });
        var workload = given(request.workload());
        if (!workload.isEmpty() && !Names.isSubdomain(workload)) {
            throw bad("/workload", "the name of a workload", workload);
        }
        return new BlockOrder(
                type,
                values,
                Input.text(request.reason(), "/reason", 2_000),
                enforce(request.action()),
                given(request.duration()).isEmpty()
                        ? Optional.empty()
                        : Optional.of(Spans.read(request.duration(), "/duration")),
                Input.text(request.cluster(), "/cluster", 200),
                namespace,
                workload,
                labels);
    }

    static String type(@Nullable String given) {
        return switch (Input.required(given, "/type").strip().toLowerCase(Locale.ROOT)) {
            case "ip" -> "ip";
            case "cidr" -> "cidr";
            case "port" -> "port";
            case "domain" ->
                    throw Input.refuse(
                            "/type",
                            "Expected type to be ip, cidr or port, found 'domain': neither kernel hooks"
                                    + " nor network policies see names; give the addresses it"
                                    + " resolves to.");
            case String other -> throw bad("/type", "a type out of ip, cidr, port", other);
        };
    }

    static List<String> values(String type, @Nullable List<String> given, Guard guard) {
        var list = Input.required(given, "/values");
        if (list.isEmpty() || list.size() > MOST_VALUES) {
            throw Input.refuse(
                    "/values",
                    "Expected 1 to " + MOST_VALUES + " values, found " + list.size() + ".");
        }
        var values = new LinkedHashSet<String>();
        for (int i = 0; i < list.size(); i++) {
            var path = "/values/" + i;
            values.add(value(type, Input.text(list.get(i), path, 100), path, guard));
        }
        return new ArrayList<>(values);
    }

    private static String value(String type, String text, String path, Guard guard) {
        if (type.equals("port")) {
            return port(text, path);
        }
        boolean range = text.contains("/");
        var address = Ip.parse(text).orElseThrow(() -> bad(path, "an address or range", text));
        if (range != type.equals("cidr")) {
            throw bad(
                    path,
                    type.equals("ip") ? "one address" : "a range such as 203.0.113.0/24",
                    text);
        }
        guard.refusal(text)
                .ifPresent(why -> {
                    throw Input.refuse(
                            path,
                            "Expected an address that may be blocked, found '"
                                    + Input.clip(text)
                                    + "': "
                                    + why
                                    + ".");
                });
        return range ? address.toPrefixBlock().toCanonicalString() : address.toCanonicalString();
    }

    private static String port(String text, String path) {
        if (!text.matches("[1-9]\\d{0,4}") || Integer.parseInt(text) > 65_535) {
            throw bad(path, "a port from 1 to 65535", text);
        }
        if (VITAL_PORTS.contains(Integer.parseInt(text))) {
            throw Input.refuse(
                    path,
                    "Expected a port that may be blocked, found '"
                            + text
                            + "', by which names are resolved or a cluster is run; block addresses"
                            + " instead.");
        }
        return text;
    }

    private static boolean enforce(@Nullable String action) {
        return switch (given(action)) {
            case "", "Post" -> false;
            case "Sigkill" -> true;
            case String other -> throw bad("/action", "Post or Sigkill", other);
        };
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static io.sluice.app.problem.ApiProblem bad(
            String path, String expected, String found) {
        return Input.refuse(path, "Expected " + expected + ", found '" + Input.clip(found) + "'.");
    }
}
