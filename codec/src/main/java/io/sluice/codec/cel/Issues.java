package io.sluice.codec.cel;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import io.sluice.engine.expression.ExpressionProblem;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What CEL found wrong, as problems in our words.
final class Issues {
    private static final Pattern NAME = Pattern.compile("undeclared reference to '([^']*)'");
    private static final Pattern FIELD = Pattern.compile("undefined field '([^']*)'");
    private static final Pattern OVERLOAD =
            Pattern.compile("no matching overload for '([^']*)' applied to '([^']*)'");
    private static final Pattern NO_FIELDS =
            Pattern.compile("type '([^']*)' does not support field selection");

    private Issues() {}

    static List<ExpressionProblem> problems(
            CelValidationException fault,
            String source,
            Map<String, Map<String, @Nullable Object>> scope) {
        var problems =
                fault.getErrors().stream()
                        .map(issue -> problem(issue, fault, source, scope))
                        .distinct()
                        .toList();
        return problems.isEmpty()
                ? List.of(new ExpressionProblem("SYNTAX", -1, syntax(fault.getMessage())))
                : problems;
    }

    private static ExpressionProblem problem(
            CelIssue issue,
            CelValidationException fault,
            String source,
            Map<String, Map<String, @Nullable Object>> scope) {
        int position =
                fault.getSource()
                        .getLocationOffset(issue.getSourceLocation())
                        .map(offset -> Problems.offset(offset, source))
                        .orElse(-1);
        var message = issue.getMessage();
        var name = NAME.matcher(message);
        if (name.find()) {
            return new ExpressionProblem("UNKNOWN_NAME", position, unknown(name.group(1), scope));
        }
        var field = FIELD.matcher(message);
        if (field.find()) {
            return new ExpressionProblem(
                    "UNKNOWN_FIELD",
                    position,
                    Fields.unknown(field.group(1), position, source, scope));
        }
        var overload = OVERLOAD.matcher(message);
        if (overload.find()) {
            return new ExpressionProblem(
                    "TYPE_MISMATCH", position, mismatch(overload.group(1), overload.group(2)));
        }
        var noFields = NO_FIELDS.matcher(message);
        if (noFields.find()) {
            return new ExpressionProblem(
                    "UNKNOWN_FIELD",
                    position,
                    "Expected an object before the dot, found "
                            + TypeNames.of(noFields.group(1))
                            + ".");
        }
        return new ExpressionProblem(code(issue, source), position, syntax(message));
    }

    /// What the parser finds is syntax; what else the checker finds has to do with types.
    private static String code(CelIssue issue, String source) {
        return issue.getExprId() > 0 && !source.isBlank() ? "TYPE_MISMATCH" : "SYNTAX";
    }

    private static String syntax(@Nullable String message) {
        var text = message == null || message.isBlank() ? "nothing" : message.strip();
        return "Expected an expression such as nodes.risk.output.score > 900, found: " + text;
    }

    private static String unknown(String name, Map<String, ?> scope) {
        return "Expected one of the names in scope"
                + (scope.isEmpty()
                        ? ""
                        : " (" + String.join(", ", new TreeSet<>(scope.keySet())) + ")")
                + " or a function, found '"
                + name
                + "'; put a text in quotes.";
    }

    private static String mismatch(String function, String types) {
        return "Expected values that go together around "
                + Spelling.operator(function)
                + ", found "
                + TypeNames.list(types)
                + "; convert one, for example with string(…), int(…) or double(…).";
    }
}
