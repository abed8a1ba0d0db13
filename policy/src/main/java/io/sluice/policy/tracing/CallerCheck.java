package io.sluice.policy.tracing;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks the filters of a selector that ask who calls: programs, processes, namespaces and
/// capabilities.
final class CallerCheck {
    private static final int MOST_PIDS = 4;
    private static final int MOST_FOLLOWED = 64;
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
    private static final Set<String> CAPABILITY_SETS =
            Set.of("Effective", "Inheritable", "Permitted");

    private final Flaws flaws;

    CallerCheck(Flaws flaws) {
        this.flaws = flaws;
    }

    void check(String pointer, Map<?, ?> selector) {
        binaries(pointer, "matchBinaries", selector);
        binaries(pointer, "matchParentBinaries", selector);
        pids(pointer, selector);
        namespaces(pointer, selector);
        changes(pointer, selector);
        capabilities(pointer, "matchCapabilities", selector);
        capabilities(pointer, "matchCapabilityChanges", selector);
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
            inOrNotIn(at, filter);
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
            inOrNotIn(at, filter);
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

    private void changes(String pointer, Map<?, ?> selector) {
        var field = "matchNamespaceChanges";
        var list = flaws.list(pointer + "/" + field, selector.get(field));
        for (int i = 0; i < list.size(); i++) {
            var at = pointer + "/" + field + "/" + i;
            var filter = flaws.object(at, list.get(i));
            inOrNotIn(at, filter);
            var values = flaws.texts(at + "/values", filter.get("values"));
            if (values.isEmpty() || !NAMESPACES.containsAll(values)) {
                flaws.add(
                        at + "/values",
                        "value.form",
                        "Expected some of "
                                + HookCheck.sorted(NAMESPACES)
                                + ", found "
                                + values
                                + ".");
            }
        }
    }

    private void capabilities(String pointer, String field, Map<?, ?> selector) {
        var list = flaws.list(pointer + "/" + field, selector.get(field));
        for (int i = 0; i < list.size(); i++) {
            var at = pointer + "/" + field + "/" + i;
            var filter = flaws.object(at, list.get(i));
            flaws.known(at, filter, Set.of("type", "operator", "isNamespaceCapability", "values"));
            inOrNotIn(at, filter);
            var type = filter.get("type");
            if (type != null && !CAPABILITY_SETS.contains(String.valueOf(type))) {
                flaws.add(
                        at + "/type",
                        "value.form",
                        "Expected one of "
                                + HookCheck.sorted(CAPABILITY_SETS)
                                + ", found "
                                + Flaws.kind(type)
                                + ".");
            }
            var values = flaws.texts(at + "/values", filter.get("values"));
            if (values.isEmpty() || !values.stream().allMatch(one -> one.matches("CAP_[A-Z_]+"))) {
                flaws.add(
                        at + "/values",
                        "value.form",
                        "Expected capabilities such as CAP_SYS_ADMIN, found " + values + ".");
            }
        }
    }

    private void inOrNotIn(String pointer, Map<?, ?> filter) {
        if (!Set.of("In", "NotIn").contains(String.valueOf(filter.get("operator")))) {
            flaws.add(
                    pointer + "/operator",
                    "operator.unknown",
                    "Expected In or NotIn, found " + Flaws.kind(filter.get("operator")) + ".");
        }
    }
}
