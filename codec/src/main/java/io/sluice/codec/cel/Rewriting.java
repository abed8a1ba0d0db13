package io.sluice.codec.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.Optional;

/// Walks an expression from the leaves up and lets fields and calls be replaced.
abstract class Rewriting {
    /// Above every id the parser gives out: a source has at most [CelExpressions#MAX_LENGTH]
    /// characters.
    private long nextId = 1_000_000;

    final CelExpr rewritten(CelExpr expr) {
        return switch (expr.getKind()) {
            case SELECT -> select(expr, rewritten(expr.select().operand()));
            case CALL -> call(expr, all(expr.call().args()));
            case LIST ->
                    CelExpr.ofList(
                            expr.id(), all(expr.list().elements()), expr.list().optionalIndices());
            case MAP -> map(expr);
            case COMPREHENSION -> comprehension(expr);
            case NOT_SET, CONSTANT, IDENT, STRUCT -> expr;
        };
    }

    /// A field, its operand rewritten.
    abstract CelExpr select(CelExpr expr, CelExpr operand);

    /// A call, its arguments rewritten.
    abstract CelExpr call(CelExpr expr, ImmutableList<CelExpr> args);

    final CelExpr same(CelExpr expr, ImmutableList<CelExpr> args) {
        var call = expr.call();
        return CelExpr.ofCall(expr.id(), call.target().map(this::rewritten), call.function(), args);
    }

    private ImmutableList<CelExpr> all(ImmutableList<CelExpr> exprs) {
        return exprs.stream().map(this::rewritten).collect(ImmutableList.toImmutableList());
    }

    private CelExpr map(CelExpr expr) {
        return CelExpr.ofMap(
                expr.id(),
                expr.map().entries().stream()
                        .map(entry ->
                                CelExpr.ofMapEntry(
                                        entry.id(),
                                        rewritten(entry.key()),
                                        rewritten(entry.value()),
                                        entry.optionalEntry()))
                        .collect(ImmutableList.toImmutableList()));
    }

    private CelExpr comprehension(CelExpr expr) {
        var loop = expr.comprehension();
        return CelExpr.ofComprehension(
                expr.id(),
                loop.iterVar(),
                loop.iterVar2(),
                rewritten(loop.iterRange()),
                loop.accuVar(),
                rewritten(loop.accuInit()),
                rewritten(loop.loopCondition()),
                rewritten(loop.loopStep()),
                rewritten(loop.result()));
    }

    final long newId() {
        return nextId++;
    }

    final CelExpr global(String function, CelExpr... args) {
        return CelExpr.ofCall(newId(), Optional.empty(), function, ImmutableList.copyOf(args));
    }

    static boolean isNull(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expr.constant().getKind() == CelConstant.Kind.NULL_VALUE;
    }
}
