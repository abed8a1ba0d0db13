package io.sluice.codec.cel;

import dev.cel.common.ast.CelExpr;
import java.util.stream.Collectors;

/// Parts of an expression as a person would write them.
final class Spelling {
    private static final int LONGEST = 120;

    private Spelling() {}

    static String of(CelExpr expr) {
        var text = spelled(expr);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static String spelled(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT -> expr.ident().name();
            case SELECT -> expr.select().testOnly() ? "has(" + path(expr) + ")" : path(expr);
            case CONSTANT -> constant(expr);
            case CALL -> call(expr);
            case LIST ->
                    expr.list().elements().stream()
                            .map(Spelling::spelled)
                            .collect(Collectors.joining(", ", "[", "]"));
            case MAP -> "{…}";
            case COMPREHENSION -> spelled(expr.comprehension().iterRange()) + ".(…)";
            case NOT_SET, STRUCT -> "…";
        };
    }

    private static String path(CelExpr expr) {
        return spelled(expr.select().operand()) + "." + expr.select().field();
    }

    private static String constant(CelExpr expr) {
        var constant = expr.constant();
        return switch (constant.getKind()) {
            case STRING_VALUE -> "'" + constant.stringValue() + "'";
            case INT64_VALUE -> Long.toString(constant.int64Value());
            case DOUBLE_VALUE -> Double.toString(constant.doubleValue());
            case BOOLEAN_VALUE -> Boolean.toString(constant.booleanValue());
            case NULL_VALUE -> "null";
            case UINT64_VALUE, BYTES_VALUE, TIMESTAMP_VALUE, DURATION_VALUE, NOT_SET -> "…";
        };
    }

    private static String call(CelExpr expr) {
        var call = expr.call();
        var function = call.function();
        var args = call.args().stream().map(Spelling::spelled).toList();
        if (function.equals("_[_]")) {
            return args.get(0) + "[" + args.get(1) + "]";
        } else if (function.equals("_?_:_")) {
            return args.get(0) + " ? " + args.get(1) + " : " + args.get(2);
        } else if (args.size() == 2 && call.target().isEmpty() && !isName(function)) {
            return args.get(0) + " " + bare(function) + " " + args.get(1);
        } else if (args.size() == 1 && call.target().isEmpty() && !isName(function)) {
            return bare(function) + args.get(0);
        }
        var target = call.target().map(one -> spelled(one) + ".").orElse("");
        return target + function + "(" + String.join(", ", args) + ")";
    }

    private static boolean isName(String function) {
        return Character.isLetter(function.charAt(0));
    }

    /// An operator or function for a message: `'>'`.
    static String operator(String function) {
        return "'" + bare(function) + "'";
    }

    private static String bare(String function) {
        return switch (function) {
            case Functions.EQUAL -> "==";
            case Functions.UNEQUAL -> "!=";
            case "@in" -> "in";
            case "_[_]" -> "[…]";
            case "_?_:_" -> "? :";
            default -> isName(function) ? function : function.replace("_", "");
        };
    }
}
