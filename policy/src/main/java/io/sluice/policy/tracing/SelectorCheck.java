package io.sluice.policy.tracing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks one selector: its filters and its actions.
final class SelectorCheck {
    private static final int MOST_FILTERS = 5;
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

    private final AgentVersion agent;
    private final Flaws flaws;
    private final Map<Integer, String> types;
    private final Map<Integer, String> data;
    private final Map<Integer, String> returned;
    private final String section;

    SelectorCheck(
            AgentVersion agent,
            Flaws flaws,
            Map<Integer, String> types,
            Map<Integer, String> data,
            Map<Integer, String> returned,
            String section) {
        this.agent = agent;
        this.flaws = flaws;
        this.types = types;
        this.data = data;
        this.returned = returned;
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
        filters(pointer, "matchReturnArgs", selector, returned);
        if (section.equals("lsmhooks") && selector.get("matchReturnArgs") != null) {
            flaws.add(
                    pointer + "/matchReturnArgs",
                    "selector.lsm",
                    "LSM hooks have no return value to match.");
        }
        new CallerCheck(flaws).check(pointer, selector);
        if (selector.get("matchWorkloads") != null && !agent.atLeast(1, 8)) {
            flaws.add(
                    pointer + "/matchWorkloads",
                    "selector.version",
                    "matchWorkloads needs agents from 1.8 on; this cluster's are "
                            + agent
                            + " or not known.");
        }
        boolean stops =
                new ActionCheck(flaws).check(pointer, selector, overridable, multi, enforcers);
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
        if (stops) {
            negated(pointer, selector);
        }
        return stops;
    }

    /// A negated address of one family holds for every address of the other.
    private void negated(String pointer, Map<?, ?> selector) {
        var list = flaws.list(pointer + "/matchArgs", selector.get("matchArgs"));
        for (int i = 0; i < list.size(); i++) {
            var at = pointer + "/matchArgs/" + i;
            if (list.get(i) instanceof Map<?, ?> filter
                    && Set.of("NotSAddr", "NotDAddr")
                            .contains(String.valueOf(filter.get("operator")))
                    && filter.get("values") instanceof List<?> values
                    && values.stream().map(String::valueOf).noneMatch(one -> one.contains(":"))) {
                flaws.add(
                        at + "/values",
                        "value.family",
                        "With IPv4 addresses only, "
                                + filter.get("operator")
                                + " holds for every IPv6 address, IPv4-mapped ones included; add their ::ffff: forms and what else is meant.");
            }
        }
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
                version(at, operator);
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

    private void version(String pointer, String operator) {
        if (operator.endsWith("FileType") && !agent.atLeast(1, 7)) {
            flaws.add(
                    pointer + "/operator",
                    "operator.version",
                    "Operator "
                            + operator
                            + " needs agents from 1.7 on; this cluster's are "
                            + agent
                            + " or not known.");
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
        if (known == returned && filter.get("index") == null && !returned.isEmpty()) {
            return returned.getOrDefault(0, "");
        }
        if (filter.get("args") instanceof List<?> list && !list.isEmpty()) {
            return placed(pointer, list.getFirst(), known);
        }
        flaws.add(
                pointer + "/index",
                "filter.index",
                "Expected the index of an argument, found "
                        + Flaws.kind(filter.get("index"))
                        + ".");
        return "";
    }

    /// `args` counts the places in the hook's list, where `index` is the place in the function.
    private String placed(String pointer, @Nullable Object place, Map<Integer, String> known) {
        if (place instanceof Number number
                && number.intValue() >= 0
                && number.intValue() < known.size()) {
            return List.copyOf(known.values()).get(number.intValue());
        }
        flaws.add(
                pointer + "/args/0",
                "filter.index",
                "Expected a place in the hook's list of "
                        + known.size()
                        + " arguments, counted from 0, found "
                        + Flaws.kind(place)
                        + ".");
        return "";
    }
}
