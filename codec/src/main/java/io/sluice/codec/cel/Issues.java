package io.sluice.codec.cel;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableExpr;
import io.sluice.engine.expression.ExpressionProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What CEL found wrong, as problems in our words.
final class Issues {
    private static final Pattern INPUT =
            Pattern.compile("(?:mismatched|extraneous|viable alternative at) input '(.*?)'");
    private static final Pattern SIGN = Pattern.compile("token recognition error at: ('.*?')");
    private static final Pattern NAME = Pattern.compile("undeclared reference to '([^']*)'");
    private static final Pattern FIELD = Pattern.compile("undefined field '([^']*)'");
    private static final Pattern OVERLOAD =
            Pattern.compile("no matching overload for '([^']*)' applied to '([^']*)'");
    private static final Pattern NO_FIELDS =
            Pattern.compile("type '([^']*)' does not support field selection");

    private Issues() {}

    /// @param parsed what the parser made of the source, if it could
    static List<Flaw> flaws(
            CelValidationException fault,
            String source,
            Map<String, Map<String, @Nullable Object>> scope,
            Optional<CelExpr> parsed) {
        var spans = new Spans(source);
        var flaws = new ArrayList<Flaw>();
        for (var issue : fault.getErrors()) {
            var problem = problem(issue, fault, source, scope);
            if (flaws.stream().noneMatch(one -> one.problem().equals(problem))) {
                flaws.add(new Flaw(problem, span(problem, issue, fault, spans, parsed)));
            }
        }
        if (flaws.isEmpty()) {
            var unknown = new ExpressionProblem("SYNTAX", -1, syntax(fault.getMessage(), source));
            flaws.add(new Flaw(unknown, new Spans.Span(0, source.length())));
        }
        return flaws;
    }

    private static Spans.Span span(
            ExpressionProblem problem,
            CelIssue issue,
            CelValidationException fault,
            Spans spans,
            Optional<CelExpr> parsed) {
        return switch (problem.code()) {
            case "UNKNOWN_NAME", "UNKNOWN_FIELD" -> spans.name(problem.position());
            case "TYPE_MISMATCH" ->
                    parsed.flatMap(root -> part(root, issue.getExprId()))
                            .map(part -> spans.of(part, fault.getSource()))
                            .orElseGet(() -> spans.at(problem.position()));
            default -> spans.at(problem.position());
        };
    }

    private static Optional<CelExpr> part(CelExpr root, long id) {
        return CelNavigableExpr.fromExpr(root)
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(part -> part.id() == id)
                .findFirst();
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
        return new ExpressionProblem(code(issue, source), position, syntax(message, source));
    }

    /// What the parser finds is syntax; what else the checker finds has to do with types.
    private static String code(CelIssue issue, String source) {
        return issue.getExprId() > 0 && !source.isBlank() ? "TYPE_MISMATCH" : "SYNTAX";
    }

    private static String syntax(@Nullable String message, String source) {
        var text = message == null ? "" : message.strip();
        return "Expected an expression such as nodes.risk.output.score > 900, found "
                + found(text, source)
                + ".";
    }

    /// What the parser says, without its grammar.
    private static String found(String message, String source) {
        if (source.isBlank() || message.isEmpty()) {
            return "nothing";
        }
        var input = INPUT.matcher(message);
        if (input.find()) {
            return input.group(1).equals("<EOF>")
                    ? "one that is not finished"
                    : "'" + input.group(1) + "' where it does not belong";
        }
        var sign = SIGN.matcher(message);
        return sign.find()
                ? sign.group(1) + ", which no expression has here"
                : "another: " + message.replaceAll("\\.$", "");
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
