package io.sluice.codec.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether the result fits where it goes: a condition wants true or false, a field what its JSON
/// Schema says.
final class ResultCheck {
    private final Problems problems;

    ResultCheck(Problems problems) {
        this.problems = problems;
    }

    void check(Typed.Checked checked, Shape result, Map<String, @Nullable Object> expected) {
        var wanted = JsonSchema.types(expected);
        if (wanted.isEmpty()) {
            return;
        }
        var root = checked.expr();
        if (!fits(checked.result(), wanted, expected)) {
            problems.add(
                    "WRONG_RESULT_TYPE",
                    root,
                    "Expected "
                            + named(wanted)
                            + " as the result, found "
                            + TypeNames.of(checked.result().name())
                            + "; convert or compare it.");
        } else if (result.nullable() && !JsonSchema.admitsNull(expected)) {
            unguarded(root, named(wanted));
        } else if (result.item().nullable() && !itemsMayBeNull(expected)) {
            unguarded(root, "a list without nulls");
        }
    }

    private void unguarded(CelExpr root, String wanted) {
        problems.add(
                "NULLABLE_UNGUARDED",
                root,
                "Expected "
                        + wanted
                        + " as the result, because this field may not be empty; "
                        + Spelling.of(root)
                        + " may be null. Write for example: x != null ? x : …");
    }

    private static boolean itemsMayBeNull(Map<String, @Nullable Object> expected) {
        var items = JsonSchema.items(expected);
        return items.isEmpty() || JsonSchema.admitsNull(items);
    }

    private static boolean fits(
            CelType type, Set<String> wanted, Map<String, @Nullable Object> expected) {
        return switch (type.kind()) {
            case BOOL -> wanted.contains("boolean");
            case INT, UINT -> wanted.contains("integer") || wanted.contains("number");
            case DOUBLE -> wanted.contains("number");
            case STRING, TIMESTAMP, DURATION -> wanted.contains("string");
            case LIST -> wanted.contains("array") && itemsFit(type, expected);
            case MAP, STRUCT -> wanted.contains("object");
            // Whether null may be is said apart.
            case NULL_TYPE, DYN, ANY, TYPE_PARAM, ERROR, UNSPECIFIED -> true;
            case BYTES, OPAQUE, TYPE -> false;
        };
    }

    private static boolean itemsFit(CelType type, Map<String, @Nullable Object> expected) {
        var items = JsonSchema.items(expected);
        var wanted = JsonSchema.types(items);
        return wanted.isEmpty()
                || !(type instanceof ListType list)
                || fits(list.elemType(), wanted, items);
    }

    private static String named(Set<String> types) {
        return types.stream()
                .map(type ->
                        switch (type) {
                            case "boolean" -> "true or false";
                            case "integer" -> "a whole number";
                            case "number" -> "a number";
                            case "string" -> "a text";
                            case "array" -> "a list";
                            case "object" -> "an object";
                            default -> type;
                        })
                .reduce((one, other) -> one + " or " + other)
                .orElse("a value");
    }
}
