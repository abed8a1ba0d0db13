package io.sluice.codec.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Ends an evaluation that takes too many steps or too long, or makes too long a text. A large text
/// or list counts for many steps each time it is looked at.
final class Budget implements CelEvaluationListener {
    private static final long MOST_STEPS = 1_000_000;
    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final int STEPS_BETWEEN_LOOKS = 1_024;
    private static final int SIZE_PER_STEP = 16;

    private final long began = System.nanoTime();
    private long steps;
    private long lookAt = STEPS_BETWEEN_LOOKS;
    private Optional<String> exceeded = Optional.empty();

    @Override
    public void callback(CelExpr expr, Object value) {
        check();
        steps += 1 + size(value) / SIZE_PER_STEP;
        if (steps > MOST_STEPS) {
            exceed("Expected an expression of at most " + MOST_STEPS + " steps, it took more");
        }
        if (steps > lookAt) {
            lookAt = steps + STEPS_BETWEEN_LOOKS;
            if (System.nanoTime() - began > LONGEST_NANOS) {
                exceed("Expected an expression that ends within 5 seconds, it did not");
            }
        }
        if (value instanceof String text
                && text.length() > BoundedText.MAX
                && expr.getKind() == CelExpr.ExprKind.Kind.CALL) {
            exceed(
                    "Expected texts of at most "
                            + BoundedText.MAX
                            + " characters, made a longer one");
        }
    }

    private static int size(Object value) {
        return switch (value) {
            case String text -> text.length();
            case Collection<?> items -> items.size();
            case Map<?, ?> map -> map.size();
            default -> 0;
        };
    }

    private void exceed(String why) {
        exceeded = Optional.of(why + "; filter or shorten what it works on in a node before.");
        check();
    }

    /// Logical operators swallow errors on their way: what was exceeded stays exceeded.
    void check() {
        if (exceeded.isPresent()) {
            throw new IllegalStateException(exceeded.get());
        }
    }

    Optional<String> exceeded() {
        return exceeded;
    }
}
