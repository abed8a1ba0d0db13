package io.sluice.codec.cel;

import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.expression.ExpressionProblem;
import io.sluice.engine.expression.Expressions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /// The parser trips over some texts rather than saying what is wrong with them.
    private static final String UNREADABLE =
            "Expected an expression, found one that cannot be read; look for brackets and quotes"
                    + " that are not closed.";

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
            var flaw = Issues.flaws(fault, known.source(), Map.of(), Optional.empty()).getFirst();
            throw new ExpressionFailure(flaw.problem().message(), fault);
        } catch (RuntimeException tripped) {
            throw new ExpressionFailure(UNREADABLE, tripped);
        }
    }

    /// [#evaluate] for an expression that somebody is just writing: it is not kept.
    ///
    /// @throws ExpressionFailure as there
    public @Nullable Object tryOut(String source, Map<String, @Nullable Object> scope)
            throws ExpressionFailure {
        if (source.length() > MAX_LENGTH) {
            throw new ExpressionFailure(tooLong(source));
        }
        return compile(new Known(source, Set.copyOf(scope.keySet()))).evaluate(scope);
    }

    @Override
    public List<ExpressionProblem> check(
            String source,
            Map<String, Map<String, @Nullable Object>> scope,
            Map<String, @Nullable Object> expected) {
        return look(source, scope, expected).flaws().stream().map(Flaw::problem).toList();
    }

    /// [#check] with all that helps a person who is writing: which characters a problem is about,
    /// the type of the result, and what the expression looks at.
    public Examination examine(
            String source,
            Map<String, Map<String, @Nullable Object>> scope,
            Map<String, @Nullable Object> expected) {
        var look = look(source, scope, expected);
        return new Examination(
                look.type(),
                look.flaws().stream().map(Examination.Finding::of).toList(),
                look.nodes());
    }

    private record Look(String type, List<Flaw> flaws, Set<String> nodes) {
        static Look refused(List<Flaw> flaws) {
            return new Look("", flaws, Set.of());
        }
    }

    private static Look look(
            String source,
            Map<String, Map<String, @Nullable Object>> scope,
            Map<String, @Nullable Object> expected) {
        if (source.length() > MAX_LENGTH) {
            var problem = new ExpressionProblem("TOO_LONG", MAX_LENGTH, tooLong(source));
            return Look.refused(
                    List.of(new Flaw(problem, new Spans.Span(MAX_LENGTH, source.length()))));
        }
        var parsed = Optional.<CelExpr>empty();
        try {
            var typed = new Typed(scope);
            var ast = typed.parse(source);
            parsed = Optional.of(ast.getExpr());
            return look(typed.check(ast), source, scope, expected);
        } catch (CelValidationException fault) {
            return Look.refused(Issues.flaws(fault, source, scope, parsed));
        } catch (RuntimeException tripped) {
            var problem = new ExpressionProblem("SYNTAX", 0, UNREADABLE);
            return Look.refused(List.of(new Flaw(problem, new Spans.Span(0, source.length()))));
        }
    }

    private static Look look(
            Typed.Checked checked,
            String source,
            Map<String, Map<String, @Nullable Object>> scope,
            Map<String, @Nullable Object> expected) {
        var problems = new Problems(checked.source(), source);
        var result = new NullCheck(scope, problems).check(checked.expr());
        new ResultCheck(problems).check(checked, result, expected);
        return new Look(
                TypeNames.of(checked.result(), result.nullable()),
                problems.found(),
                NodesNamed.in(checked.expr()));
    }

    private static String tooLong(String source) {
        return "Expected an expression of at most "
                + MAX_LENGTH
                + " characters, found "
                + source.length()
                + "; do part of the work in a node before this one.";
    }
}
