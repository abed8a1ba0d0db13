package io.sluice.codec.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Which paths are certainly not null once a condition is known to hold, or not to hold.
final class Guards {
    private Guards() {}

    static Set<String> whenTrue(CelExpr expr) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT && expr.select().testOnly()) {
            return path(expr.select().operand())
                    .map(path -> Set.of(path + "." + expr.select().field()))
                    .orElse(Set.of());
        }
        if (expr.getKind() != CelExpr.ExprKind.Kind.CALL) {
            return Set.of();
        }
        var args = expr.call().args();
        return switch (expr.call().function()) {
            case "_&&_" -> union(whenTrue(args.get(0)), whenTrue(args.get(1)));
            case "_||_" -> intersection(whenTrue(args.get(0)), whenTrue(args.get(1)));
            case "!_" -> whenFalse(args.get(0));
            case "_!=_" -> comparedWithNull(args.get(0), args.get(1));
            default -> Set.of();
        };
    }

    static Set<String> whenFalse(CelExpr expr) {
        if (expr.getKind() != CelExpr.ExprKind.Kind.CALL) {
            return Set.of();
        }
        var args = expr.call().args();
        return switch (expr.call().function()) {
            case "_||_" -> union(whenFalse(args.get(0)), whenFalse(args.get(1)));
            case "_&&_" -> intersection(whenFalse(args.get(0)), whenFalse(args.get(1)));
            case "!_" -> whenTrue(args.get(0));
            case "_==_" -> comparedWithNull(args.get(0), args.get(1));
            default -> Set.of();
        };
    }

    private static Set<String> comparedWithNull(CelExpr left, CelExpr right) {
        if (Rewriting.isNull(right)) {
            return path(left).map(Set::of).orElse(Set.of());
        }
        return Rewriting.isNull(left) ? path(right).map(Set::of).orElse(Set.of()) : Set.of();
    }

    /// The name of what a path of fields leads to; the same for `x.f` and `x['f']`.
    static Optional<String> path(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT -> Optional.of(expr.ident().name());
            case SELECT ->
                    expr.select().testOnly()
                            ? Optional.empty()
                            : path(expr.select().operand())
                                    .map(path -> path + "." + expr.select().field());
            case CALL ->
                    expr.call().function().equals("_[_]")
                            ? path(expr.call().args().get(0))
                                    .flatMap(path ->
                                            text(expr.call().args().get(1))
                                                    .map(key -> path + "." + key))
                            : Optional.empty();
            case NOT_SET, CONSTANT, LIST, STRUCT, MAP, COMPREHENSION -> Optional.empty();
        };
    }

    static boolean begins(String path, String name) {
        return path.equals(name) || path.startsWith(name + ".");
    }

    /// The text that a part is, if it is a constant text.
    static Optional<String> text(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expr.constant().stringValue())
                : Optional.empty();
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    private static Set<String> intersection(Set<String> one, Set<String> other) {
        var both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }
}
