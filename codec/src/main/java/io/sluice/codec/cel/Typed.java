package io.sluice.codec.cel;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compiles for checking: what the names hold is known from their JSON Schemas.
final class Typed {
    /// Beyond equal with equal: numbers of both kinds.
    private static final List<CelFunctionDecl> EQUALITY =
            List.of(equality("_==_", "equals"), equality("_!=_", "not_equals"));

    private final CelCompiler compiler;

    Typed(Map<String, Map<String, @Nullable Object>> scope) {
        var types = new SchemaTypes();
        var builder = Language.compiler().addFunctionDeclarations(EQUALITY);
        scope.forEach((name, schema) -> builder.addVar(name, types.of(schema)));
        compiler = builder.setTypeProvider(types.provider()).build();
    }

    /// What the parser made of a source, and the type of its result.
    record Checked(CelExpr expr, CelSource source, CelType result) {}

    CelAbstractSyntaxTree parse(String text) throws CelValidationException {
        return compiler.parse(text).getAst();
    }

    Checked check(CelAbstractSyntaxTree parsed) throws CelValidationException {
        var open =
                CelAbstractSyntaxTree.newParsedAst(
                        new TypedForm().rewritten(parsed.getExpr()), parsed.getSource());
        var result = compiler.check(open).getAst().getResultType();
        return new Checked(parsed.getExpr(), parsed.getSource(), result);
    }

    private static CelFunctionDecl equality(String operator, String id) {
        return newFunctionDeclaration(
                operator,
                newGlobalOverload(
                        id + "_int_double", SimpleType.BOOL, SimpleType.INT, SimpleType.DOUBLE),
                newGlobalOverload(
                        id + "_double_int", SimpleType.BOOL, SimpleType.DOUBLE, SimpleType.INT));
    }
}
