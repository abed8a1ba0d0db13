package io.sluice.codec.cel;

import dev.cel.common.ast.CelExpr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Proves that nothing that may be null is used as if it were not. What guards: `x != null && …`,
/// `has(x) && …`, `x == null || …`, the branches of `? :`, and these negated and combined.
///
/// On the way it looks at comparisons with constants: see [BoundsCheck].
final class NullCheck {
    private final Map<String, Map<String, @Nullable Object>> scope;
    private final Problems problems;
    private final BoundsCheck bounds;
    private final Map<String, Shape> locals = new HashMap<>();

    NullCheck(Map<String, Map<String, @Nullable Object>> scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
        bounds = new BoundsCheck(problems);
    }

    /// The shape of the result.
    Shape check(CelExpr expr) {
        return visit(expr, Set.of());
    }

    /// @param sure paths known not to be null here
    private Shape visit(CelExpr expr, Set<String> sure) {
        return switch (expr.getKind()) {
            case CONSTANT -> Rewriting.isNull(expr) ? Shape.NOTHING : Shape.UNKNOWN;
            case IDENT -> guarded(expr, ident(expr.ident().name()), sure);
            case SELECT -> select(expr, sure);
            case CALL -> call(expr, sure);
            case LIST -> list(expr, sure);
            case MAP -> {
                expr.map()
                        .entries()
                        .forEach(entry -> {
                            demand(entry.key(), sure);
                            visit(entry.value(), sure);
                        });
                yield Shape.UNKNOWN;
            }
            case COMPREHENSION -> loop(expr.comprehension(), sure);
            case NOT_SET, STRUCT -> Shape.UNKNOWN;
        };
    }

    private Shape ident(String name) {
        var local = locals.get(name);
        return local != null ? local : Shape.of(scope.getOrDefault(name, Map.of()));
    }

    private static Shape guarded(CelExpr expr, Shape shape, Set<String> sure) {
        return Guards.path(expr).filter(sure::contains).isPresent() ? shape.nonNull() : shape;
    }

    private Shape select(CelExpr expr, Set<String> sure) {
        var operand = demand(expr.select().operand(), sure);
        return expr.select().testOnly()
                ? Shape.UNKNOWN
                : guarded(expr, operand.property(expr.select().field()), sure);
    }

    private Shape list(CelExpr expr, Set<String> sure) {
        var items = expr.list().elements().stream().map(item -> visit(item, sure)).toList();
        return items.stream()
                .reduce(Shape::or)
                .map(Shape::listOf)
                .orElse(new Shape(Map.of("type", "array"), false));
    }

    private Shape call(CelExpr expr, Set<String> sure) {
        var call = expr.call();
        var args = call.args();
        return switch (call.function()) {
            case "_&&_" -> {
                demand(args.get(0), sure);
                demand(args.get(1), with(sure, Guards.whenTrue(args.get(0))));
                yield Shape.UNKNOWN;
            }
            case "_||_" -> {
                demand(args.get(0), sure);
                demand(args.get(1), with(sure, Guards.whenFalse(args.get(0))));
                yield Shape.UNKNOWN;
            }
            case "_?_:_" -> {
                demand(args.get(0), sure);
                var then = visit(args.get(1), with(sure, Guards.whenTrue(args.get(0))));
                yield then.or(visit(args.get(2), with(sure, Guards.whenFalse(args.get(0)))));
            }
            case "_==_", "_!=_" -> equality(args.get(0), args.get(1), expr, sure);
            case "_[_]" -> index(expr, sure);
            case "_+_" -> added(demand(args.get(0), sure), demand(args.get(1), sure));
            case "_>_", "_>=_", "_<_", "_<=_" -> {
                bounds.compared(expr, demand(args.get(0), sure), demand(args.get(1), sure));
                yield Shape.UNKNOWN;
            }
            // Converts nothing: what comes out is what went in.
            case "dyn" -> visit(args.get(0), sure);
            // Fails where nothing is: what comes out is something.
            case Functions.REQUIRED -> visit(args.get(0), sure).nonNull();
            default -> {
                call.target().ifPresent(target -> demand(target, sure));
                args.forEach(arg -> demand(arg, sure));
                yield Shape.UNKNOWN;
            }
        };
    }

    private Shape equality(CelExpr left, CelExpr right, CelExpr expr, Set<String> sure) {
        if (Rewriting.isNull(left) || Rewriting.isNull(right)) {
            visit(left, sure);
            visit(right, sure);
        } else {
            bounds.compared(expr, demand(left, sure), demand(right, sure));
        }
        return Shape.UNKNOWN;
    }

    private Shape index(CelExpr expr, Set<String> sure) {
        var args = expr.call().args();
        var operand = demand(args.get(0), sure);
        demand(args.get(1), sure);
        var found = Guards.text(args.get(1)).map(operand::property).orElseGet(operand::item);
        return guarded(expr, found, sure);
    }

    private static Shape added(Shape left, Shape right) {
        boolean lists =
                JsonSchema.types(left.schema()).contains("array")
                        && JsonSchema.types(right.schema()).contains("array");
        if (!lists) {
            return Shape.UNKNOWN;
        }
        if (JsonSchema.items(left.schema()).isEmpty()) {
            return right;
        }
        return Shape.listOf(left.item().or(right.item()));
    }

    /// The macros `all`, `exists`, `map`, `filter` and their like have become loops.
    private Shape loop(CelExpr.CelComprehension loop, Set<String> sure) {
        var range = demand(loop.iterRange(), sure);
        var before = new HashMap<>(locals);
        var inside = new HashSet<>(sure);
        inside.removeIf(path -> Guards.begins(path, loop.iterVar()));
        var accu = visit(loop.accuInit(), inside);
        locals.put(loop.iterVar(), range.item());
        locals.put(loop.accuVar(), accu);
        visit(loop.loopCondition(), inside);
        var step = visit(loop.loopStep(), inside);
        locals.put(loop.accuVar(), lists(accu) ? step : accu);
        var result = visit(loop.result(), inside);
        locals.clear();
        locals.putAll(before);
        return result;
    }

    private static boolean lists(Shape shape) {
        return JsonSchema.types(shape.schema()).contains("array");
    }

    /// The shape of a part that must not be null.
    private Shape demand(CelExpr expr, Set<String> sure) {
        var shape = visit(expr, sure);
        if (shape.nullable()) {
            unguarded(problems, expr);
        }
        return shape.nonNull();
    }

    static void unguarded(Problems problems, CelExpr expr) {
        var path = Spelling.of(expr);
        problems.add(
                "NULLABLE_UNGUARDED",
                expr,
                "Expected a guard, because "
                        + path
                        + " may be null; write for example: "
                        + path
                        + " != null && …");
    }

    private static Set<String> with(Set<String> sure, Set<String> more) {
        if (more.isEmpty()) {
            return sure;
        }
        var all = new HashSet<>(sure);
        all.addAll(more);
        return all;
    }
}
