package io.sluice.db;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A piece of a long list.
///
/// @param next where the next piece begins; empty on the last
public record Page<T>(List<T> items, Optional<String> next) {
    /// Most items one piece has.
    public static final int MAX_LIMIT = 500;

    public Page {
        items = List.copyOf(items);
    }

    /// From one item more than was asked for: whether there is more is then known.
    ///
    /// @param cursor of an item: what the next piece begins behind
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        var items = found.subList(0, limit);
        return new Page<>(items, Optional.of(cursor.apply(items.getLast())));
    }

    /// A limit that is neither below 1 nor above [#MAX_LIMIT].
    public static int bounded(int limit) {
        return Math.clamp(limit, 1, MAX_LIMIT);
    }

    /// The number a cursor stands for.
    ///
    /// @throws IllegalArgumentException if it is none of ours
    public static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Expected a cursor that an earlier page gave as 'next', found '"
                            + cursor
                            + "'; begin without one.",
                    e);
        }
    }
}
