package io.sluice.codec.cel;

import java.util.ArrayList;
import java.util.List;

/// The words and signs of an expression, and where each stands. A source that is none is cut up all
/// the same.
final class Tokens {
    private static final List<String> PAIRS = List.of("&&", "||", "==", "!=", "<=", ">=");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();

    Tokens(String text) {
        this.text = text;
        int at = 0;
        while (at < text.length()) {
            int end = end(at);
            if (!Character.isWhitespace(text.charAt(at)) && !text.startsWith("//", at)) {
                tokens.add(new Token(at, end));
            }
            at = end;
        }
    }

    /// @param end where the next could begin
    record Token(int start, int end) {}

    int size() {
        return tokens.size();
    }

    Token get(int index) {
        return tokens.get(index);
    }

    boolean is(int index, String sign) {
        return index >= 0
                && index < tokens.size()
                && text.startsWith(sign, get(index).start())
                && get(index).end() - get(index).start() == sign.length();
    }

    boolean word(int index) {
        if (index < 0 || index >= tokens.size()) {
            return false;
        }
        char first = text.charAt(get(index).start());
        return Character.isLetter(first) || first == '_' || first == '`';
    }

    /// The token at an offset, or else the last before it; -1 when there is none.
    int at(int offset) {
        int found = -1;
        for (int i = 0; i < tokens.size() && get(i).start() <= offset; i++) {
            found = i;
        }
        return found;
    }

    /// The bracket that closes the one at an index; the last token when none does.
    int closing(int index) {
        int depth = 0;
        for (int i = index; i < tokens.size(); i++) {
            depth += depth(i);
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    /// 1 for a bracket that opens, -1 for one that closes, else 0.
    int depth(int index) {
        var token = get(index);
        if (token.end() - token.start() != 1) {
            return 0;
        }
        return switch (text.charAt(token.start())) {
            case '(', '[', '{' -> 1;
            case ')', ']', '}' -> -1;
            default -> 0;
        };
    }

    private int end(int at) {
        char c = text.charAt(at);
        if (text.startsWith("//", at)) {
            return before('\n', at);
        } else if (c == '`') {
            return Math.min(before('`', at + 1) + 1, text.length());
        }
        int quote = quote(at);
        if (quote >= 0) {
            return afterText(quote);
        } else if (Character.isDigit(c)) {
            return number(at);
        } else if (Character.isLetter(c) || c == '_') {
            return word(at, at);
        }
        return PAIRS.stream().anyMatch(pair -> text.startsWith(pair, at)) ? at + 2 : at + 1;
    }

    private int word(int start, int from) {
        int end = from;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return Math.max(end, start + 1);
    }

    private int number(int start) {
        int end = word(start, start);
        if (end + 1 < text.length()
                && text.charAt(end) == '.'
                && Character.isDigit(text.charAt(end + 1))) {
            end = word(start, end + 1);
        }
        boolean exponent = Character.toLowerCase(text.charAt(end - 1)) == 'e';
        return exponent && end < text.length() && "+-".indexOf(text.charAt(end)) >= 0
                ? word(start, end + 1)
                : end;
    }

    private int before(char sign, int from) {
        int found = text.indexOf(sign, from);
        return found < 0 ? text.length() : found;
    }

    /// Where the quote of a text that begins here stands, past `r` and `b`; -1 when none does.
    private int quote(int start) {
        int at = start;
        while (at < text.length() && at < start + 2 && "rRbB".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() && "\"'".indexOf(text.charAt(at)) >= 0 ? at : -1;
    }

    private int afterText(int quote) {
        var one = text.substring(quote, quote + 1);
        var mark = text.startsWith(one.repeat(3), quote) ? one.repeat(3) : one;
        for (int i = quote + mark.length(); i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.startsWith(mark, i)) {
                return i + mark.length();
            }
        }
        return text.length();
    }
}
