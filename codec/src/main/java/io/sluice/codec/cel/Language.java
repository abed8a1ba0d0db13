package io.sluice.codec.cel;

import dev.cel.common.CelOptions;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelEncoderExtensions;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelMathExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;

/// What CEL is here: options, libraries and functions of our own, the same for checking and for
/// evaluating.
final class Language {
    static final int MAX_ITERATIONS = 10_000;

    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .enableQuotedIdentifierSyntax(true)
                    .comprehensionMaxIterations(MAX_ITERATIONS)
                    .maxExpressionCodePointSize(CelExpressions.MAX_LENGTH)
                    .maxParseRecursionDepth(100)
                    .build();

    /// Joining, replacing and matching can make much of little: ours are bounded.
    private static final CelStringExtensions TEXTS =
            CelExtensions.strings(
                    CelStringExtensions.Function.CHAR_AT,
                    CelStringExtensions.Function.INDEX_OF,
                    CelStringExtensions.Function.LAST_INDEX_OF,
                    CelStringExtensions.Function.LOWER_ASCII,
                    CelStringExtensions.Function.UPPER_ASCII,
                    CelStringExtensions.Function.SPLIT,
                    CelStringExtensions.Function.SUBSTRING,
                    CelStringExtensions.Function.TRIM);

    private static final CelMathExtensions NUMBERS =
            CelExtensions.math(
                    CelMathExtensions.Function.MAX,
                    CelMathExtensions.Function.MIN,
                    CelMathExtensions.Function.CEIL,
                    CelMathExtensions.Function.FLOOR,
                    CelMathExtensions.Function.ROUND,
                    CelMathExtensions.Function.TRUNC,
                    CelMathExtensions.Function.ABS,
                    CelMathExtensions.Function.SIGN);

    private static final CelEncoderExtensions BASE64 = CelExtensions.encoders(OPTIONS);

    private static final CelCompiler COMPILER =
            CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addLibraries(TEXTS, NUMBERS, BASE64)
                    .addFunctionDeclarations(Functions.DECLARED)
                    .build();

    static final CelRuntime RUNTIME =
            CelRuntimeFactory.legacyCelRuntimeBuilder()
                    .setOptions(OPTIONS)
                    .setStandardEnvironmentEnabled(false)
                    .setStandardFunctions(
                            CelStandardFunctions.newBuilder()
                                    .excludeFunctions(StandardFunction.MATCHES)
                                    .build())
                    .addLibraries(TEXTS, NUMBERS, BASE64)
                    .addFunctionBindings(Functions.BOUND)
                    .build();

    private Language() {}

    /// A compiler to which the names in scope are still to be added.
    static CelCompilerBuilder compiler() {
        return COMPILER.toCompilerBuilder();
    }
}
