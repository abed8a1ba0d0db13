package io.sluice.engine.expression;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A language just large enough for the engine's own tests: paths, numbers, quoted texts, `true`,
/// `false`, `null`, and one comparison of two of them.
public final class TinyExpressions implements Expressions {
    private static final Pattern COMPARISON =
            Pattern.compile("(.+?)\\s*(==|!=|>=|<=|>|<|\\+)\\s*(.+)");

    @Override
    public @Nullable Object evaluate(String source, Map<String, @Nullable Object> scope)
            throws ExpressionFailure {
        var comparison = COMPARISON.matcher(source);
        if (!comparison.matches()) {
            return value(source.strip(), scope);
        }
        var left = value(comparison.group(1), scope);
        var right = value(comparison.group(3), scope);
        return switch (comparison.group(2)) {
            case "==" -> java.util.Objects.equals(left, right);
            case "!=" -> !java.util.Objects.equals(left, right);
            case ">" -> number(left) > number(right);
            case "<" -> number(left) < number(right);
            case ">=" -> number(left) >= number(right);
            case "<=" -> number(left) <= number(right);
            default -> (long) (number(left) + number(right));
        };
    }

    private static double number(@Nullable Object value) throws ExpressionFailure {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new ExpressionFailure("Expected a number, found " + value + ".");
    }

    private static @Nullable Object value(String text, Map<String, @Nullable Object> scope)
            throws ExpressionFailure {
        if (text.startsWith("'")) {
            return text.substring(1, text.length() - 1);
        }
        if (text.matches("-?\\d+")) {
            return Long.valueOf(text);
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> path(text, scope);
        };
    }

    private static @Nullable Object path(String path, Map<String, @Nullable Object> scope)
            throws ExpressionFailure {
        @Nullable Object value = scope;
        for (var name : path.split("\\.", -1)) {
            if (!(value instanceof Map<?, ?> map) || !map.containsKey(name)) {
                throw new ExpressionFailure("Expected a field '" + name + "' in " + path + ".");
            }
            value = map.get(name);
        }
        return value;
    }

    @Override
    public List<ExpressionProblem> check(
            String source,
            Map<String, Map<String, @Nullable Object>> scope,
            Map<String, @Nullable Object> expected) {
        return List.of();
    }
}
