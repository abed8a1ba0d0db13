package io.sluice.codec.cel;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether two values are equal: numbers by their value whatever their kind, lists and maps by what
/// they hold, up to a size.
final class Equality {
    private static final int MOST = 100_000;

    private int compared;

    private Equality() {}

    static boolean equal(Object left, Object right) {
        return new Equality().same(left, right);
    }

    private boolean same(@Nullable Object left, @Nullable Object right) {
        if (++compared > MOST) {
            throw new IllegalArgumentException(
                    "Expected values of at most " + MOST + " parts to compare, found larger ones.");
        }
        if (left instanceof Number one && right instanceof Number other) {
            return number(one, other);
        }
        if (left instanceof List<?> one && right instanceof List<?> other) {
            return list(one, other);
        }
        if (left instanceof Map<?, ?> one && right instanceof Map<?, ?> other) {
            return map(one, other);
        }
        return left == null ? right == null : left.equals(right);
    }

    /// A fraction equals a whole number only when it is exactly that number.
    private static boolean number(Number one, Number other) {
        if (one instanceof Double fraction && other instanceof Long whole) {
            return fraction == whole.doubleValue() && fraction.longValue() == whole;
        }
        if (one instanceof Long && other instanceof Double) {
            return number(other, one);
        }
        if (one instanceof Double first && other instanceof Double second) {
            return first.doubleValue() == second.doubleValue();
        }
        return one.equals(other);
    }

    private boolean list(List<?> one, List<?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        var others = other.iterator();
        for (var item : one) {
            if (!same(item, others.next())) {
                return false;
            }
        }
        return true;
    }

    private boolean map(Map<?, ?> one, Map<?, ?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (var entry : one.entrySet()) {
            if (!other.containsKey(entry.getKey())
                    || !same(entry.getValue(), other.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
