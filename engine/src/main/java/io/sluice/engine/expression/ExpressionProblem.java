package io.sluice.engine.expression;

/// What is wrong with an expression.
///
/// @param code `SYNTAX`, `UNKNOWN_NAME`, `UNKNOWN_FIELD`, `TYPE_MISMATCH`, `NULLABLE_UNGUARDED`,
///   `WRONG_RESULT_TYPE`, `TOO_LONG`
/// @param position offset in characters from its beginning, or -1
public record ExpressionProblem(String code, int position, String message) {}
