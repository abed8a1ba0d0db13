package io.sluice.sandbox.kubernetes.tetragon;

import io.sluice.sandbox.world.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the parts of a policy's hooks.
final class Hooks {
    static final Map<String, Long> FAMILIES =
            Map.of(
                    "AF_UNIX",
                    1L,
                    "AF_INET",
                    2L,
                    "AF_INET6",
                    10L,
                    "AF_NETLINK",
                    16L,
                    "AF_PACKET",
                    17L);
    private static final Map<String, String> LSM =
            Map.of(
                    "bprm_check_security",
                    "security_bprm_check",
                    "bprm_check",
                    "security_bprm_check");

    private Hooks() {}

    /// A value or a range of numbers, decimal or `0x`, as `min:max`.
    record Range(long first, long last) {
        boolean holds(long value) {
            return value >= first && value <= last;
        }
    }

    static Optional<Range> range(String text) {
        String[] ends = text.split(":", 2);
        try {
            long first = number(ends[0]);
            long last = ends.length == 2 ? number(ends[1]) : first;
            return first <= last ? Optional.of(new Range(first, last)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static long number(String text) {
        return Long.decode(text.strip());
    }

    /// The kernel's function, however the section calls it.
    static String name(String section, Map<String, Object> hook) {
        if (section.equals("lsmhooks")) {
            String name = Tree.text(hook, "hook");
            return LSM.getOrDefault(name, "security_" + name);
        }
        if (section.equals("tracepoints")) {
            String event = Tree.text(hook, "event");
            return event.startsWith("sys_enter_") ? "sys_" + event.substring(10) : event;
        }
        String call = Tree.text(hook, "call");
        return call.startsWith("__x64_") ? call.substring(6) : call;
    }

    static String option(Map<String, Object> spec, String name) {
        return Tree.listAt(spec, "options").stream()
                .filter(each -> Tree.text(each, "name").equals(name))
                .map(each -> Tree.text(each, "value"))
                .findFirst()
                .orElse("");
    }

    /// The argument that a filter is about: `args` counts in the list, `index` is the position in
    /// the function. Data has no positions, so that both count in its list.
    static Map<String, Object> argument(
            Map<String, Object> hook, Map<String, Object> filter, String list) {
        List<Object> all = Tree.listAt(hook, list);
        List<Object> places = Tree.listAt(filter, "args");
        if (!places.isEmpty()) {
            int place = ((Number) places.getFirst()).intValue();
            return place < all.size() ? Tree.map(all.get(place)) : Map.of();
        }
        String index = Tree.text(filter, "index").isEmpty() ? "0" : Tree.text(filter, "index");
        if (list.equals("data")) {
            int place = Integer.parseInt(index);
            return place < all.size() ? Tree.map(all.get(place)) : Map.of();
        }
        return all.stream()
                .filter(each -> Tree.text(each, "index").equals(index))
                .findFirst()
                .map(Tree::map)
                .orElse(Map.of());
    }

    static String typeOf(Map<String, Object> hook, Map<String, Object> filter, String list) {
        return Tree.text(argument(hook, filter, list), "type");
    }
}
