package io.sluice.policy.tracing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What of a function's calls is matched, being written: all filters must hold, any value of a
/// filter will do.
///
/// @param stops whether an enforcing policy stops what it matches; one that is not tied to what a
///   finding names only reports, in either form
record Selector(Map<String, List<Map<String, @Nullable Object>>> filters, boolean stops) {
    /// Loud enough to be seen, quiet enough not to drown anybody.
    private static final String RATE = "1m";

    /// Stops what it matches when the policy enforces.
    static Selector stopping() {
        return new Selector(new LinkedHashMap<>(), true);
    }

    /// Reports what it matches, also when the policy enforces.
    static Selector reporting() {
        return new Selector(new LinkedHashMap<>(), false);
    }

    static Selector when(boolean stops) {
        return stops ? stopping() : reporting();
    }

    Selector arg(int index, String operator, Collection<String> values) {
        return with(
                "matchArgs",
                Hook.entry("index", index, "operator", operator, "values", List.copyOf(values)));
    }

    Selector data(int index, String operator, String value) {
        return with(
                "matchData",
                Hook.entry("index", index, "operator", operator, "values", List.of(value)));
    }

    Selector binaries(String operator, Collection<String> values) {
        return with(
                "matchBinaries", Hook.entry("operator", operator, "values", List.copyOf(values)));
    }

    Selector namespace(String namespace, String operator, String value) {
        return with(
                "matchNamespaces",
                Hook.entry("namespace", namespace, "operator", operator, "values", List.of(value)));
    }

    private Selector with(String filter, Map<String, @Nullable Object> entry) {
        filters.computeIfAbsent(filter, _ -> new ArrayList<>()).add(entry);
        return this;
    }

    Map<String, @Nullable Object> write(Form form) {
        var selector = new LinkedHashMap<String, @Nullable Object>(filters);
        selector.put(
                "matchActions",
                List.of(
                        form == Form.ENFORCE && stops
                                ? Hook.entry("action", "Sigkill")
                                : Hook.entry("action", "Post", "rateLimit", RATE)));
        return selector;
    }
}
