package io.sluice.policy.tracing;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks one selector: its filters and its actions.
final class SelectorCheck {
    private static final int MOST_FILTERS = 5;
    private static final int MOST_ACTIONS = 3;
    private static final int MOST_PIDS = 4;
    private static final int MOST_FOLLOWED = 64;
    private static final Set<String> FIELDS =
            Set.of(
                    "matchArgs",
                    "matchData",
                    "matchReturnArgs",
                    "matchBinaries",
                    "matchParentBinaries",
                    "matchPIDs",
                    "matchNamespaces",
                    "matchNamespaceChanges",
                    "matchCapabilities",
                    "matchCapabilityChanges",
                    "matchCurrentCred",
                    "matchActions",
                    "matchReturnActions",
                    "matchWorkloads",
                    "macros");
    private static final Set<String> FILTERS =
            Set.of(
                    "matchArgs",
                    "matchData",
                    "matchReturnArgs",
                    "matchBinaries",
                    "matchParentBinaries",
                    "matchPIDs",
                    "matchNamespaces",
                    "matchNamespaceChanges",
                    "matchCapabilities",
                    "matchCapabilityChanges",
                    "matchCurrentCred",
                    "matchWorkloads",
                    "macros");
    private static final Set<String> ACTIONS =
            Set.of(
                    "Post",
                    "NoPost",
                    "Sigkill",
                    "Signal",
                    "Override",
                    "NotifyEnforcer",
                    "CleanupEnforcerNotification",
                    "GetUrl",
                    "DnsLookup",
                    "TrackSock",
                    "UntrackSock",
                    "Set");
    private static final Set<String> STOPPING =
            Set.of("Sigkill", "Signal", "Override", "NotifyEnforcer", "Set");
    private static final Set<String> DEPRECATED = Set.of("FollowFD", "UnfollowFD", "CopyFD");
    private static final Set<String> BINARY_OPERATORS =
            Set.of("In", "NotIn", "Prefix", "NotPrefix", "Postfix", "NotPostfix");
    private static final Set<String> NAMESPACES =
            Set.of(
                    "Uts",
                    "Ipc",
                    "Mnt",
                    "Pid",
                    "PidForChildren",
                    "Net",
                    "Time",
                    "TimeForChildren",
                    "Cgroup",
                    "User");

    private final AgentVersion agent;
    private final Flaws flaws;
    private final Map<Integer, String> types;
    private final Map<Integer, String> data;
    private final String section;

    SelectorCheck(
            AgentVersion agent,
            Flaws flaws,
            Map<Integer, String> types,
            Map<Integer, String> data,
            String section) {
        this.agent = agent;
        this.flaws = flaws;
        this.types = types;
        this.data = data;
        this.section = section;
    }

    /// Whether it stops anything.
    boolean check(
            String pointer,
            Map<?, ?> selector,
            boolean overridable,
            boolean multi,
            boolean enforcers) {
        flaws.known(pointer, selector, FIELDS);
        filters(pointer, "matchArgs", selector, types);
        filters(pointer, "matchData", selector, data);
        if (section.equals("lsmhooks") && selector.get("matchReturnArgs") != null) {
            flaws.add(
                    pointer + "/matchReturnArgs",
                    "selector.lsm",
                    "LSM hooks have no return value to match.");
        }
        binaries(pointer, "matchBinaries", selector);
        binaries(pointer, "matchParentBinaries", selector);
        pids(pointer, selector);
        namespaces(pointer, selector);
        if (selector.get("matchWorkloads") != null && !agent.atLeast(1, 8)) {
            flaws.add(
                    pointer + "/matchWorkloads",
                    "selector.version",
                    "matchWorkloads needs agents from 1.8 on; this cluster's are "
                            + agent
                            + " or not known.");
        }
        boolean stops = actions(pointer, selector, overridable, multi, enforcers);
        boolean empty =
                FILTERS.stream()
                        .noneMatch(one ->
                                selector.get(one) instanceof List<?> list && !list.isEmpty());
        if (stops && empty) {
            flaws.add(
                    pointer,
                    "selector.empty",
                    "A selector without filters matches every call; one that stops things must say which.");
        }
        return stops;
    }

    private void filters(
            String pointer, String field, Map<?, ?> selector, Map<Integer, String> known) {
        var list = flaws.list(pointer + "/" + field, selector.get(field));
        if (list.size() > MOST_FILTERS) {
            flaws.add(
                    pointer + "/" + field,
                    "filter.count",
                    "Expected at most "
                            + MOST_FILTERS
                            + " filters in "
                            + field
                            + ", found "
                            + list.size()
                            + ".");
        }
        for (int i = 0; i < list.size(); i++) {
            var at = pointer + "/" + field + "/" + i;
            var filter = flaws.object(at, list.get(i));
            flaws.known(at, filter, Set.of("index", "args", "operator", "values"));
            var type = type(at, filter, known);
            var operator = filter.get("operator") instanceof String text ? text : "";
            var values = flaws.texts(at + "/values", filter.get("values"));
            if (!Operators.known(operator)) {
                flaws.add(
                        at + "/operator",
                        "operator.unknown",
                        "There is no operator '"
                                + operator
                                + "' for "
                                + field
                                + " (their spelling is exact); expected one of "
                                + Operators.names()
                                + ".");
            } else if (!type.isEmpty()) {
                Operators.check(at, operator, type, values, flaws);
            }
            if (field.equals("matchData") && !agent.atLeast(1, 6)) {
                flaws.add(
                        at,
                        "filter.version",
                        "matchData needs agents from 1.6 on; this cluster's are "
                                + agent
                                + " or not known.");
            }
        }
    }

    private String type(String pointer, Map<?, ?> filter, Map<Integer, String> known) {
        if (filter.get("index") instanceof Number number) {
            var type = known.get(number.intValue());
            if (type == null) {
                flaws.add(
                        pointer + "/index",
                        "filter.index",
                        "Argument "
                                + number
                                + " is not among the hook's arguments "
                                + HookCheck.sorted(
                                        Set.copyOf(
                                                known.keySet().stream()
                                                        .map(String::valueOf)
                                                        .toList()))
                                + ".");
                return "";
            }
            return type;
        }
        if (filter.get("args") instanceof List<?> list && !list.isEmpty()) {
            return list.getFirst() instanceof Number place && place.intValue() < known.size()
                    ? List.copyOf(new java.util.TreeMap<>(known).values()).get(place.intValue())
                    : "";
        }
        flaws.add(
                pointer + "/index",
                "filter.index",
                "Expected the index of an argument, found "
                        + Flaws.kind(filter.get("index"))
                        + ".");
        return "";
    }

    private void binaries(String pointer, String field, Map<?, ?> selector) {
        var list = flaws.list(pointer + "/" + field, selector.get(field));
        if (list.size() > 1) {
            flaws.add(
                    pointer + "/" + field,
                    "binaries.count",
                    "Expected one entry in "
                            + field
                            + ", found "
                            + list.size()
                            + "; put all paths into its values.");
        }
        for (int i = 0; i < list.size(); i++) {
            var at = pointer + "/" + field + "/" + i;
            var filter = flaws.object(at, list.get(i));
            flaws.known(at, filter, Set.of("operator", "values", "followChildren"));
            var operator = String.valueOf(filter.get("operator"));
            var values = flaws.texts(at + "/values", filter.get("values"));
            if (!BINARY_OPERATORS.contains(operator)) {
                flaws.add(
                        at + "/operator",
                        "operator.unknown",
                        "Expected one of "
                                + HookCheck.sorted(BINARY_OPERATORS)
                                + ", found '"
                                + operator
                                + "'.");
            }
            if (values.isEmpty()) {
                flaws.add(at + "/values", "value.missing", "Expected at least one path.");
            }
            paths(at, operator, values);
            if (Boolean.TRUE.equals(filter.get("followChildren"))) {
                follow(at, operator, values.size());
            }
        }
    }

    private void follow(String pointer, String operator, int count) {
        if (!Set.of("In", "NotIn").contains(operator)) {
            flaws.add(
                    pointer + "/followChildren",
                    "binaries.follow",
                    "followChildren works with In and NotIn only, found " + operator + ".");
        }
        if (count > MOST_FOLLOWED) {
            flaws.add(
                    pointer + "/values",
                    "binaries.follow",
                    "Expected at most "
                            + MOST_FOLLOWED
                            + " paths with followChildren, found "
                            + count
                            + ".");
        }
    }

    private void paths(String pointer, String operator, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            var path = values.get(i);
            int longest = operator.endsWith("Postfix") ? 127 : 255;
            if (path.isEmpty()
                    || path.length() > longest
                    || path.chars().anyMatch(Character::isISOControl)) {
                flaws.add(
                        pointer + "/values/" + i,
                        "value.form",
                        "Expected a path of 1 to " + longest + " printable characters.");
            } else if (Set.of("In", "NotIn", "Prefix", "NotPrefix").contains(operator)
                    && !path.startsWith("/")) {
                flaws.add(
                        pointer + "/values/" + i,
                        "value.form",
                        "Expected an absolute path, found '"
                                + path
                                + "'; agents compare the whole path of the program.");
            }
        }
    }

    private void pids(String pointer, Map<?, ?> selector) {
        var list = flaws.list(pointer + "/matchPIDs", selector.get("matchPIDs"));
        for (int i = 0; i < list.size(); i++) {
            var at = pointer + "/matchPIDs/" + i;
            var filter = flaws.object(at, list.get(i));
            var values = flaws.list(at + "/values", filter.get("values"));
            if (values.size() > MOST_PIDS || values.isEmpty()) {
                flaws.add(
                        at + "/values",
                        "value.count",
                        "Expected 1 to "
                                + MOST_PIDS
                                + " process ids, found "
                                + values.size()
                                + ".");
            }
            for (int j = 0; j < values.size(); j++) {
                if (!(values.get(j) instanceof Number)) {
                    flaws.add(
                            at + "/values/" + j,
                            "value.form",
                            "Expected a number without quotes, found "
                                    + Flaws.kind(values.get(j))
                                    + ".");
                }
            }
        }
    }

    private void namespaces(String pointer, Map<?, ?> selector) {
        var list = flaws.list(pointer + "/matchNamespaces", selector.get("matchNamespaces"));
        if (list.size() > 10) {
            flaws.add(
                    pointer + "/matchNamespaces",
                    "filter.count",
                    "Expected at most 10 entries, 4 on kernels before 5.3; found "
                            + list.size()
                            + ".");
        }
        for (int i = 0; i < list.size(); i++) {
            var at = pointer + "/matchNamespaces/" + i;
            var filter = flaws.object(at, list.get(i));
            if (!NAMESPACES.contains(String.valueOf(filter.get("namespace")))) {
                flaws.add(
                        at + "/namespace",
                        "value.form",
                        "Expected one of "
                                + HookCheck.sorted(NAMESPACES)
                                + ", found "
                                + Flaws.kind(filter.get("namespace"))
                                + ".");
            }
            if (!Set.of("In", "NotIn").contains(String.valueOf(filter.get("operator")))) {
                flaws.add(
                        at + "/operator",
                        "operator.unknown",
                        "Expected In or NotIn, found " + Flaws.kind(filter.get("operator")) + ".");
            }
            var values = flaws.texts(at + "/values", filter.get("values"));
            if (values.isEmpty() || values.size() > 4) {
                flaws.add(
                        at + "/values",
                        "value.count",
                        "Expected 1 to 4 values, found " + values.size() + ".");
            }
            for (int j = 0; j < values.size(); j++) {
                if (!values.get(j).matches("host_ns|\\d{1,10}")) {
                    flaws.add(
                            at + "/values/" + j,
                            "value.form",
                            "Expected host_ns or the number of a namespace, found '"
                                    + values.get(j)
                                    + "'.");
                }
            }
        }
    }

    private boolean actions(
            String pointer,
            Map<?, ?> selector,
            boolean overridable,
            boolean multi,
            boolean enforcers) {
        var list = flaws.list(pointer + "/matchActions", selector.get("matchActions"));
        if (list.size() > MOST_ACTIONS) {
            flaws.add(
                    pointer + "/matchActions",
                    "action.count",
                    "Expected at most " + MOST_ACTIONS + " actions, found " + list.size() + ".");
        }
        boolean stops = false;
        for (int i = 0; i < list.size(); i++) {
            var at = pointer + "/matchActions/" + i;
            var action = flaws.object(at, list.get(i));
            var name = String.valueOf(action.get("action"));
            stops |= STOPPING.contains(name);
            named(at, name);
            if (name.equals("Override")) {
                override(at, action, overridable, multi);
            }
            if (name.equals("NotifyEnforcer") && !enforcers) {
                flaws.add(
                        at + "/action", "action.enforcer", "NotifyEnforcer needs spec.enforcers.");
            }
            if (name.equals("Signal") && !(action.get("argSig") instanceof Number)) {
                flaws.add(
                        at + "/argSig",
                        "action.argument",
                        "Signal needs argSig, the number of a signal.");
            }
            if (action.get("rateLimit") != null) {
                rateLimit(at, name, action);
            }
        }
        return stops;
    }

    private void named(String pointer, String name) {
        if (DEPRECATED.contains(name)) {
            flaws.add(
                    pointer + "/action",
                    "action.deprecated",
                    "Action " + name + " is gone from newer agents.");
        } else if (!ACTIONS.contains(name)) {
            flaws.add(
                    pointer + "/action",
                    "action.unknown",
                    "There is no action '"
                            + name
                            + "'; expected one of "
                            + HookCheck.sorted(ACTIONS)
                            + ".");
        }
    }

    private void override(String pointer, Map<?, ?> action, boolean overridable, boolean multi) {
        if (!overridable) {
            flaws.add(
                    pointer + "/action",
                    "action.override",
                    "Override works on system calls and security_… functions only.");
        } else if (multi) {
            flaws.add(
                    pointer + "/action",
                    "action.override",
                    "Override on a security_… function needs the option disable-kprobe-multi: \"1\".");
        }
        if (!(action.get("argError") instanceof Number error)
                || error.intValue() >= 0
                || error.intValue() < -4095) {
            flaws.add(
                    pointer + "/argError",
                    "action.argument",
                    "Override needs argError, a negative error number such as -1.");
        }
    }

    private void rateLimit(String pointer, String name, Map<?, ?> action) {
        if (!name.equals("Post")) {
            flaws.add(
                    pointer + "/rateLimit",
                    "action.rate",
                    "rateLimit works with Post only, found " + name + ".");
        }
        if (!(action.get("rateLimit") instanceof String limit)
                || !limit.matches("\\d{1,6}[smhSMH]?")) {
            flaws.add(
                    pointer + "/rateLimit",
                    "action.rate",
                    "Expected a time such as \"5\", \"30s\", \"1m\" or \"1h\", found "
                            + Flaws.kind(action.get("rateLimit"))
                            + ".");
        }
        var scope = action.get("rateLimitScope");
        if (scope != null
                && !Set.of("thread", "process", "global").contains(String.valueOf(scope))) {
            flaws.add(
                    pointer + "/rateLimitScope",
                    "action.rate",
                    "Expected thread, process or global, found " + Flaws.kind(scope) + ".");
        }
    }
}
