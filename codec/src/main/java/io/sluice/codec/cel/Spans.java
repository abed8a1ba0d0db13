package io.sluice.codec.cel;

import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which characters of a source a part of it is made of. CEL knows a single position of each part:
/// that of its operator, dot or opening bracket.
final class Spans {
    private final String text;
    private final Tokens tokens;

    Spans(String text) {
        this.text = text;
        tokens = new Tokens(text);
    }

    /// @param from the first character
    /// @param to after the last
    record Span(int from, int to) {
        Span with(Span other) {
            return new Span(Math.min(from, other.from), Math.max(to, other.to));
        }
    }

    /// The token at a position; at the end of the source the last one.
    Span at(int position) {
        int index = tokens.at(position < 0 ? 0 : position);
        return index < 0 ? new Span(0, text.length()) : token(index);
    }

    /// The name that is spelled where CEL says: of a function before its bracket, of a field after
    /// its dot.
    Span name(int position) {
        int index = tokens.at(Math.max(position, 0));
        if (tokens.is(index, "(") && tokens.word(index - 1)) {
            return token(index - 1);
        }
        boolean before = tokens.is(index, ".") || tokens.is(index, "[") || tokens.is(index, "?");
        return before && index + 1 < tokens.size() ? name(index + 1, position) : at(position);
    }

    private Span name(int index, int position) {
        return tokens.is(index, "?") ? name(tokens.get(index).start()) : tokenOr(index, position);
    }

    private Span tokenOr(int index, int position) {
        return index < tokens.size() ? token(index) : at(position);
    }

    /// A whole part, with the brackets that belong to it.
    Span of(CelExpr expr, CelSource source) {
        return balanced(span(expr, source));
    }

    private Span span(CelExpr expr, CelSource source) {
        int position = Problems.offset(source.getPositionsMap().getOrDefault(expr.id(), -1), text);
        var own = position < 0 ? Optional.<Span>empty() : Optional.of(own(expr, position));
        return parts(expr).stream()
                .filter(part -> source.getPositionsMap().containsKey(part.id()))
                .map(part -> span(part, source))
                .reduce(Span::with)
                .map(inner -> own.map(inner::with).orElse(inner))
                .or(() -> own)
                .orElseGet(() -> new Span(0, text.length()));
    }

    private Span own(CelExpr expr, int position) {
        int index = tokens.at(position);
        if (index < 0) {
            return new Span(position, position);
        } else if (tokens.is(index, ".")) {
            return token(index).with(name(position));
        } else if (tokens.depth(index) > 0) {
            var whole = token(index).with(token(tokens.closing(index)));
            return tokens.is(index, "(") && tokens.word(index - 1)
                    ? whole.with(token(index - 1))
                    : whole;
        }
        boolean negative =
                expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && Spelling.of(expr).startsWith("-")
                        && tokens.is(index - 1, "-");
        return negative ? token(index - 1).with(token(index)) : token(index);
    }

    private static List<CelExpr> parts(CelExpr expr) {
        return switch (expr.getKind()) {
            case SELECT -> List.of(expr.select().operand());
            case CALL -> {
                var parts = new ArrayList<>(expr.call().args());
                expr.call().target().ifPresent(parts::add);
                yield parts;
            }
            case LIST -> expr.list().elements();
            case COMPREHENSION -> List.of(expr.comprehension().iterRange());
            case MAP, NOT_SET, CONSTANT, IDENT, STRUCT -> List.of();
        };
    }

    /// A span with a bracket that it leaves open or closes too often grows to where that one's
    /// partner stands.
    private Span balanced(Span span) {
        int first = tokens.at(span.from());
        int last = tokens.at(Math.max(span.from(), span.to() - 1));
        if (first < 0) {
            return span;
        }
        int lowest = 0;
        int depth = 0;
        for (int i = first; i <= last; i++) {
            depth += tokens.depth(i);
            lowest = Math.min(lowest, depth);
        }
        for (int missing = -lowest; missing > 0 && first > 0; ) {
            missing -= tokens.depth(--first);
        }
        for (int open = depth - lowest; open > 0 && last + 1 < tokens.size(); ) {
            open += tokens.depth(++last);
        }
        return token(first).with(token(last));
    }

    private Span token(int index) {
        return new Span(tokens.get(index).start(), tokens.get(index).end());
    }
}
