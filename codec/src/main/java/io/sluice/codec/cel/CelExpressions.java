package io.sluice.codec.cel;

import dev.cel.common.CelValidationException;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.expression.ExpressionProblem;
import io.sluice.engine.expression.Expressions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Expressions in CEL. Beyond the standard: whole numbers and fractions compare and calculate with
/// one another; `x.f == null` also holds when there is no field `f`, and `has(x.f)` only when there
/// is one that is not null; text functions (`lowerAscii`, `split`, `join`, `replace`, …),
/// `math.least`, `math.greatest`, `math.round` and their like, `base64.encode` and `base64.decode`.
///
/// Everything is bounded: the length of a source, the steps and time of an evaluation, the length
/// of texts it makes. Data is only ever data: nothing in it is evaluated.
public final class CelExpressions implements Expressions {
    /// The longest source, in characters.
    public static final int MAX_LENGTH = 4096;

    /// Compiled programs kept; beyond it all are dropped and made again as they are needed.
    private static final int KEPT = 5_000;

    private final Map<Known, Evaluable> compiled = new ConcurrentHashMap<>();
    private final Map<Set<String>, Untyped> languages = new ConcurrentHashMap<>();

    private record Known(String source, Set<String> names) {}

    @Override
    public @Nullable Object evaluate(String source, Map<String, @Nullable Object> scope)
            throws ExpressionFailure {
        return evaluable(source, scope.keySet()).evaluate(scope);
    }

    private Evaluable evaluable(String source, Set<String> names) throws ExpressionFailure {
        var known = compiled.get(new Known(source, names));
        if (known != null) {
            return known;
        }
        if (source.length() > MAX_LENGTH) {
            throw new ExpressionFailure(tooLong(source));
        }
        var kept = new Known(source, Set.copyOf(names));
        var made = compile(kept);
        if (compiled.size() >= KEPT) {
            compiled.clear();
        }
        compiled.put(kept, made);
        return made;
    }

    private Evaluable compile(Known known) throws ExpressionFailure {
        if (languages.size() >= KEPT) {
            languages.clear();
        }
        var language = languages.computeIfAbsent(known.names(), Untyped::new);
        try {
            return language.compile(known.source());
        } catch (CelValidationException fault) {
            var problem = Issues.problems(fault, known.source(), Map.of()).getFirst();
            throw new ExpressionFailure(problem.message(), fault);
        }
    }

    @Override
    public List<ExpressionProblem> check(
            String source,
            Map<String, Map<String, @Nullable Object>> scope,
            Map<String, @Nullable Object> expected) {
        if (source.length() > MAX_LENGTH) {
            return List.of(new ExpressionProblem("TOO_LONG", MAX_LENGTH, tooLong(source)));
        }
        try {
            return check(new Typed(scope).compile(source), source, scope, expected);
        } catch (CelValidationException fault) {
            return Issues.problems(fault, source, scope);
        }
    }

    private static List<ExpressionProblem> check(
            Typed.Checked checked,
            String source,
            Map<String, Map<String, @Nullable Object>> scope,
            Map<String, @Nullable Object> expected) {
        var problems = new Problems(checked.source(), source);
        var result = new NullCheck(scope, problems).check(checked.expr());
        new ResultCheck(problems).check(checked, result, expected);
        return problems.found();
    }

    private static String tooLong(String source) {
        return "Expected an expression of at most "
                + MAX_LENGTH
                + " characters, found "
                + source.length()
                + "; do part of the work in a node before this one.";
    }
}
