package io.sluice.engine.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns configuration into values: a text `= expr` becomes the value of the expression, a text
/// with `${expr}` in it a text with their values, everything else stays. `$${` stands for a plain
/// `${`, a leading `\=` for a plain `=`. What comes out of an expression is never looked at again.
public final class Rendering {
    private final Expressions expressions;

    public Rendering(Expressions expressions) {
        this.expressions = expressions;
    }

    /// A whole configuration.
    ///
    /// @throws ExpressionFailure with the place in the configuration in its message
    public Map<String, @Nullable Object> render(
            Map<String, @Nullable Object> config, Map<String, @Nullable Object> scope)
            throws ExpressionFailure {
        var result = new LinkedHashMap<String, @Nullable Object>();
        for (var entry : config.entrySet()) {
            result.put(entry.getKey(), value(entry.getValue(), scope, "/" + entry.getKey()));
        }
        return result;
    }

    /// One text.
    public @Nullable Object render(String text, Map<String, @Nullable Object> scope)
            throws ExpressionFailure {
        return switch (Part.of(text)) {
            case Part.Plain(String plain) -> plain;
            case Part.Whole(String source) -> expressions.evaluate(source, scope);
            case Part.Mixed(List<Part> parts) -> interpolate(parts, scope);
        };
    }

    private @Nullable Object value(
            @Nullable Object value, Map<String, @Nullable Object> scope, String path)
            throws ExpressionFailure {
        return switch (value) {
            case String text -> at(path, text, scope);
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                for (var entry : map.entrySet()) {
                    var key = String.valueOf(entry.getKey());
                    copy.put(key, value(entry.getValue(), scope, path + "/" + key));
                }
                yield copy;
            }
            case List<?> list -> {
                var copy = new ArrayList<@Nullable Object>();
                for (var item : list) {
                    copy.add(value(item, scope, path + "/" + copy.size()));
                }
                yield copy;
            }
            case null, default -> value;
        };
    }

    private @Nullable Object at(String path, String text, Map<String, @Nullable Object> scope)
            throws ExpressionFailure {
        try {
            return render(text, scope);
        } catch (ExpressionFailure failure) {
            throw new ExpressionFailure(path + ": " + failure.getMessage(), failure);
        }
    }

    private String interpolate(List<Part> parts, Map<String, @Nullable Object> scope)
            throws ExpressionFailure {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Plain(String plain) -> text.append(plain);
                case Part.Whole(String source) ->
                        text.append(shown(expressions.evaluate(source, scope)));
                case Part.Mixed(List<Part> inner) -> text.append(interpolate(inner, scope));
            }
        }
        return text.toString();
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /// What a configured text is made of.
    public sealed interface Part {
        record Plain(String text) implements Part {}

        record Whole(String source) implements Part {}

        record Mixed(List<Part> parts) implements Part {}

        /// Reads a configured text. An opening `${` without its `}` is plain text.
        static Part of(String text) {
            if (text.startsWith("=")) {
                return new Whole(text.substring(1).strip());
            }
            if (text.startsWith("\\=")) {
                return new Plain(text.substring(1));
            }
            return text.contains("${") ? mixed(text) : new Plain(text);
        }

        /// An expression in a text.
        ///
        /// @param at where it begins, in characters
        record Placed(int at, String source) {}

        /// The expressions between `${` and `}` in a text, in order, as they stand there.
        static List<Placed> placed(String text) {
            var placed = new ArrayList<Placed>();
            int at = 0;
            while (at < text.length()) {
                int open = text.indexOf("${", at);
                if (open > at && text.charAt(open - 1) == '$') {
                    at = open + 2;
                    continue;
                }
                int close = open < 0 ? -1 : closing(text, open + 2);
                if (close < 0) {
                    break;
                }
                placed.add(new Placed(open + 2, text.substring(open + 2, close)));
                at = close + 1;
            }
            return placed;
        }

        private static Part mixed(String text) {
            var parts = new ArrayList<Part>();
            var plain = new StringBuilder();
            int at = 0;
            while (at < text.length()) {
                int open = text.indexOf("${", at);
                if (open > at && text.charAt(open - 1) == '$') {
                    plain.append(text, at, open - 1).append("${");
                    at = open + 2;
                    continue;
                }
                int close = open < 0 ? -1 : closing(text, open + 2);
                if (close < 0) {
                    break;
                }
                plain.append(text, at, open);
                if (!plain.isEmpty()) {
                    parts.add(new Plain(plain.toString()));
                    plain.setLength(0);
                }
                parts.add(new Whole(text.substring(open + 2, close).strip()));
                at = close + 1;
            }
            plain.append(text, at, text.length());
            if (!plain.isEmpty()) {
                parts.add(new Plain(plain.toString()));
            }
            return parts.stream().allMatch(Plain.class::isInstance)
                    ? new Plain(plain.toString())
                    : new Mixed(parts);
        }

        /// The `}` that closes an expression, past nested braces and quoted texts.
        private static int closing(String text, int from) {
            int depth = 0;
            char quote = 0;
            for (int i = from; i < text.length(); i++) {
                char c = text.charAt(i);
                if (quote != 0) {
                    if (c == '\\') {
                        i++;
                    } else if (c == quote) {
                        quote = 0;
                    }
                } else if (c == '"' || c == '\'') {
                    quote = c;
                } else if (c == '{') {
                    depth++;
                } else if (c == '}' && depth-- == 0) {
                    return i;
                }
            }
            return -1;
        }
    }
}
