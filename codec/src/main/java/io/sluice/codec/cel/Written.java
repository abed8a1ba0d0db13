package io.sluice.codec.cel;

import io.sluice.codec.cel.Examination.Finding;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.expression.Rendering.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person has written into a field so far: an expression, or a text with expressions in it.
public record Written(Kind kind, String text) {
    /// The most expressions that are looked at in one text.
    public static final int MOST_PARTS = 100;

    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final Map<String, @Nullable Object> BOOLEAN = Map.of("type", "boolean");

    /// What a field takes.
    public enum Kind {
        /// An expression that is true or false.
        CONDITION,
        /// An expression that gives the value of the field.
        VALUE,
        /// A text with `${…}` in it.
        TEXT
    }

    /// What is wrong with it, as the check of the whole document would say.
    ///
    /// @param expected the JSON Schema of the field, for a value
    public Examination examine(
            CelExpressions expressions,
            Map<String, Map<String, @Nullable Object>> scope,
            Map<String, @Nullable Object> expected) {
        return switch (kind) {
            case CONDITION -> expressions.examine(text, scope, BOOLEAN);
            case VALUE -> expressions.examine(text, scope, expected);
            case TEXT -> parts(expressions, scope);
        };
    }

    private Examination parts(
            CelExpressions expressions, Map<String, Map<String, @Nullable Object>> scope) {
        var findings = new ArrayList<Finding>();
        var nodes = new HashSet<String>();
        var parts = Part.placed(text);
        for (var part : parts.subList(0, Math.min(parts.size(), MOST_PARTS))) {
            var found = expressions.examine(part.source(), scope, Map.of());
            nodes.addAll(found.nodes());
            found.findings().forEach(one -> findings.add(one.movedBy(part.at())));
        }
        if (parts.size() > MOST_PARTS) {
            findings.add(
                    new Finding(
                            "TOO_LONG", parts.get(MOST_PARTS).at(), text.length(), tooMany(parts)));
        }
        return new Examination("a text", findings, nodes);
    }

    /// Its value over data, within the bounds that hold in a run.
    ///
    /// @throws ExpressionFailure if it has none
    public @Nullable Object tryOut(CelExpressions expressions, Map<String, @Nullable Object> data)
            throws ExpressionFailure {
        return switch (kind) {
            case CONDITION, VALUE -> expressions.tryOut(text, data);
            case TEXT -> rendered(expressions, data);
        };
    }

    private String rendered(CelExpressions expressions, Map<String, @Nullable Object> data)
            throws ExpressionFailure {
        var parts = Part.placed(text);
        if (parts.size() > MOST_PARTS) {
            throw new ExpressionFailure(tooMany(parts));
        }
        long began = System.nanoTime();
        var rendered = new StringBuilder();
        int at = 0;
        for (var part : parts) {
            var value = expressions.tryOut(part.source(), data);
            rendered.append(plain(at, part.at() - 2)).append(value == null ? "" : value);
            at = part.at() + part.source().length() + 1;
            if (rendered.length() > BoundedText.MAX || System.nanoTime() - began > LONGEST_NANOS) {
                throw new ExpressionFailure(
                        "Expected a text that is made within 5 seconds and has at most "
                                + BoundedText.MAX
                                + " characters, this one takes more; shorten it.");
            }
        }
        return rendered.append(plain(at, text.length())).toString();
    }

    private String plain(int from, int to) {
        return text.substring(from, to).replace("$${", "${");
    }

    private static String tooMany(List<Part.Placed> parts) {
        return "Expected at most "
                + MOST_PARTS
                + " expressions in one text, found "
                + parts.size()
                + "; divide it.";
    }
}
