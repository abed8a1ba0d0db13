package io.sluice.codec.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says in words which part of an expression failed, and why.
final class Explanation {
    private final Map<Long, Object> seen;
    private final Exception failure;

    private Explanation(Map<Long, Object> seen, Exception failure) {
        this.seen = seen;
        this.failure = failure;
    }

    /// @param seen the value of each part that has one
    static String of(CelExpr expr, Map<Long, Object> seen, Exception failure) {
        var explanation = new Explanation(seen, failure);
        return explanation.failed(expr).map(explanation::said).orElseGet(explanation::raw);
    }

    /// The innermost part that has no value although everything it is made of has.
    private Optional<CelExpr> failed(CelExpr expr) {
        if (seen.containsKey(expr.id()) || expr.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            return Optional.empty();
        }
        for (var part : parts(expr)) {
            var inner = failed(part);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return parts(expr).stream().allMatch(part -> seen.containsKey(part.id()))
                ? Optional.of(expr)
                : Optional.empty();
    }

    private static List<CelExpr> parts(CelExpr expr) {
        return switch (expr.getKind()) {
            case SELECT -> List.of(expr.select().operand());
            case CALL -> {
                var parts = new ArrayList<CelExpr>();
                expr.call().target().ifPresent(parts::add);
                parts.addAll(expr.call().args());
                yield parts;
            }
            case LIST -> expr.list().elements();
            case MAP -> expr.map().entries().stream().map(CelExpr.CelMap.Entry::value).toList();
            case COMPREHENSION ->
                    List.of(
                            expr.comprehension().iterRange(),
                            expr.comprehension().loopStep(),
                            expr.comprehension().result());
            case NOT_SET, CONSTANT, IDENT, STRUCT -> List.of();
        };
    }

    private String said(CelExpr part) {
        return switch (part.getKind()) {
            case SELECT -> select(part);
            case CALL -> call(part);
            case NOT_SET, CONSTANT, IDENT, LIST, MAP, STRUCT, COMPREHENSION -> raw();
        };
    }

    private String select(CelExpr part) {
        var operand = part.select().operand();
        var path = Spelling.of(operand);
        var field = part.select().field();
        return switch (seen.get(operand.id())) {
            case NullValue _ -> isNull(path);
            case Map<?, ?> _ ->
                    path
                            + "."
                            + field
                            + " is not there; guard it with: has("
                            + path
                            + "."
                            + field
                            + ") && …";
            case Object other ->
                    path
                            + " is "
                            + CelData.named(other)
                            + " here, it has no field '"
                            + field
                            + "'.";
            case null -> raw();
        };
    }

    private String call(CelExpr part) {
        var parts = parts(part);
        for (var one : parts) {
            if (seen.get(one.id()) instanceof NullValue) {
                return isNull(Spelling.of(one));
            }
        }
        if (raw().contains("No matching overload")) {
            var kinds =
                    parts.stream()
                            .map(one -> CelData.named(seen.getOrDefault(one.id(), "")))
                            .toList();
            return Spelling.operator(part.call().function())
                    + " cannot take "
                    + String.join(" and ", kinds)
                    + " in: "
                    + Spelling.of(part);
        }
        return raw() + " in: " + Spelling.of(part);
    }

    private static String isNull(String path) {
        return path + " is null here; guard it with: " + path + " != null && …";
    }

    private String raw() {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        var message = String.valueOf(cause.getMessage());
        if (message.startsWith("Iteration budget")) {
            return "Expected loops of at most "
                    + Language.MAX_ITERATIONS
                    + " rounds in all, these went round more often; filter the list in a node"
                    + " before.";
        }
        int at = message.indexOf("<input>:");
        int colon = at < 0 ? -1 : message.indexOf(": ", at);
        return colon < 0 ? message : message.substring(colon + 2);
    }
}
