package io.sluice.engine.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The expression language, as the engine needs it. Implementations compile once and may be called
/// from many threads.
public interface Expressions {
    /// The value of an expression over these names, in the form of [io.sluice.engine.value.Values].
    ///
    /// @throws ExpressionFailure if it is malformed, a name or field is missing, types do not fit,
    ///   or it costs too much
    @Nullable Object evaluate(String source, Map<String, @Nullable Object> scope)
            throws ExpressionFailure;

    /// What is wrong with an expression before anything runs: syntax, unknown names and fields,
    /// types that do not fit, a nullable used without a guard, a result of another type than
    /// `expected`.
    ///
    /// @param scope the JSON Schema of each name in scope; a property is nullable when its type
    ///   admits null or it is not listed as required
    /// @param expected the JSON Schema the result must fit; empty for any
    List<ExpressionProblem> check(
            String source,
            Map<String, Map<String, @Nullable Object>> scope,
            Map<String, @Nullable Object> expected);
}
