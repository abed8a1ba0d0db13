package io.sluice.codec.cel;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;

/// Bounds what an expression gives. A list can hold one large thing many times over: small while it
/// is shared, endless once it is copied.
final class ResultSize {
    /// Values in all, a text counting for one more with each of so many characters.
    private static final long MOST = 1_000_000;

    private static final int CHARACTERS = 16;

    private ResultSize() {}

    /// @throws IllegalArgumentException if it is too large
    static void check(Object result) {
        var open = new ArrayDeque<Object>();
        open.push(result);
        long found = 0;
        while (!open.isEmpty()) {
            found++;
            switch (open.pop()) {
                case String text -> found += text.length() / CHARACTERS;
                case Map<?, ?> map -> {
                    refuse(found + open.size() + map.size());
                    map.values().forEach(open::push);
                }
                case Collection<?> items -> {
                    refuse(found + open.size() + items.size());
                    items.forEach(open::push);
                }
                default -> {}
            }
            refuse(found + open.size());
        }
    }

    private static void refuse(long found) {
        if (found > MOST) {
            throw new IllegalArgumentException(
                    "Expected a result of at most "
                            + MOST
                            + " values, made a larger one; pick what is needed of it.");
        }
    }
}
