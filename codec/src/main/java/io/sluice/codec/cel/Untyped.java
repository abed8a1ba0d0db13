package io.sluice.codec.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.runtime.CelEvaluationException;
import java.util.Set;

/// Compiles for evaluation: which names there are is known, what they hold is not.
final class Untyped {
    private final CelCompiler compiler;

    Untyped(Set<String> names) {
        var builder = Language.compiler();
        names.forEach(name -> builder.addVar(name, SimpleType.DYN));
        compiler = builder.build();
    }

    Evaluable compile(String source) throws CelValidationException {
        var parsed = compiler.parse(source).getAst();
        var safe =
                CelAbstractSyntaxTree.newParsedAst(
                        new NullSafety().rewritten(parsed.getExpr()), parsed.getSource());
        var checked = compiler.check(safe).getAst();
        try {
            return new Evaluable(checked, Language.RUNTIME.createProgram(checked));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("Cannot plan the checked expression " + source, e);
        }
    }
}
