package io.sluice.codec.cel;

import io.sluice.engine.expression.ExpressionProblem;

/// A problem with the part of the source that it is about.
record Flaw(ExpressionProblem problem, Spans.Span span) {}
