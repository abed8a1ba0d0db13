package io.sluice.codec.cel;

import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import io.sluice.engine.expression.ExpressionProblem;
import java.util.ArrayList;
import java.util.List;

/// Collects problems with where they are.
final class Problems {
    private final CelSource source;
    private final String text;
    private final Spans spans;
    private final List<Flaw> found = new ArrayList<>();

    Problems(CelSource source, String text) {
        this.source = source;
        this.text = text;
        spans = new Spans(text);
    }

    void add(String code, CelExpr at, String message) {
        var problem = new ExpressionProblem(code, position(at), message);
        if (found.stream().noneMatch(one -> one.problem().equals(problem))) {
            found.add(new Flaw(problem, spans.of(at, source)));
        }
    }

    List<Flaw> found() {
        return List.copyOf(found);
    }

    /// Where a part begins: CEL has operators and dots where they stand, so the leftmost operand
    /// tells.
    private int position(CelExpr expr) {
        int own = offset(source.getPositionsMap().getOrDefault(expr.id(), -1), text);
        int first =
                switch (expr.getKind()) {
                    case SELECT -> position(expr.select().operand());
                    case CALL ->
                            expr.call().target().isPresent()
                                    ? position(expr.call().target().get())
                                    : expr.call().args().isEmpty()
                                            ? own
                                            : position(expr.call().args().getFirst());
                    case NOT_SET, CONSTANT, IDENT, LIST, STRUCT, MAP, COMPREHENSION -> own;
                };
        return first >= 0 && (own < 0 || first < own) ? first : own;
    }

    /// CEL counts code points, we count characters.
    static int offset(int codePoints, String text) {
        return codePoints < 0 || codePoints > text.codePointCount(0, text.length())
                ? -1
                : text.offsetByCodePoints(0, codePoints);
    }
}
