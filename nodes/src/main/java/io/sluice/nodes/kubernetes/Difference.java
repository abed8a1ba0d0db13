package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Field;
import io.sluice.nodes.support.Json;
import io.sluice.nodes.support.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One field that differs between an object in a cluster and the one that is wanted.
record Difference(
        @Field(title = "Field", description = "Such as spec.kprobes[0].call.") String field,
        @Field(title = "In the cluster", description = "Empty where it is absent.") String live,
        @Field(title = "Wanted", description = "Empty where it is not wanted.") String wanted) {
    private static final int MOST = 50;
    private static final int LONGEST = 300;

    /// The differences of two specs, the first fifty.
    static List<Difference> between(@Nullable Object live, @Nullable Object wanted) {
        var found = new ArrayList<Difference>();
        compare("spec", live, wanted, found);
        return List.copyOf(found);
    }

    /// A part of the spec that is not wanted at all.
    static Difference foreign(String key, @Nullable Object live) {
        return new Difference("spec." + key, shown(live), "");
    }

    private static void compare(
            String place, @Nullable Object live, @Nullable Object wanted, List<Difference> found) {
        if (Objects.equals(live, wanted) || found.size() >= MOST) {
            return;
        }
        if (live instanceof Map<?, ?> one && wanted instanceof Map<?, ?> other) {
            var keys = new TreeSet<String>();
            one.keySet().forEach(key -> keys.add(String.valueOf(key)));
            other.keySet().forEach(key -> keys.add(String.valueOf(key)));
            keys.forEach(key -> compare(place + "." + key, one.get(key), other.get(key), found));
        } else if (live instanceof List<?> one
                && wanted instanceof List<?> other
                && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                compare(place + "[" + i + "]", one.get(i), other.get(i), found);
            }
        } else {
            found.add(new Difference(place, shown(live), shown(wanted)));
        }
    }

    private static String shown(@Nullable Object value) {
        return value == null
                ? ""
                : Texts.shorten(value instanceof String text ? text : Json.write(value), LONGEST);
    }

    String text() {
        return field
                + ": "
                + (live.isEmpty() ? "absent" : live)
                + " in the cluster, "
                + (wanted.isEmpty() ? "not wanted" : wanted + " wanted");
    }
}
