package io.sluice.bpmn;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Translates conditions of other engines to CEL, where the translation is exact: comparisons of
/// variables and literals, joined by and, or and not. Anything else (calls, arithmetic, indexes) is
/// refused, for languages differ in what it means.
///
/// A free name of a foreign condition is a variable of the workflow: `x` becomes `vars.x`.
final class Conditions {
    /// @param cel the condition in CEL
    /// @param variables the workflow variables it names
    record Translated(String cel, Set<String> variables) {}

    /// Why a condition has no exact translation.
    static final class Untranslatable extends Exception {
        private static final long serialVersionUID = 1L;

        Untranslatable(String reason) {
            super(reason);
        }
    }

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(?:([A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*)"
                            + "|(-?[0-9]+(?:\\.[0-9]+)?)(?![A-Za-z0-9_.])"
                            + "|('(?:[^'\\\\\\n]++|\\\\['\"\\\\])*+'|\"(?:[^\"\\\\\\n]++|\\\\['\"\\\\])*+\")"
                            + "|(&&|\\|\\||[<>=!]=|[<>!()=]))");

    private static final Map<String, String> JUEL_WORDS =
            Map.of(
                    "and", "&&", "or", "||", "not", "!", "eq", "==", "ne", "!=", "lt", "<", "le",
                    "<=", "gt", ">", "ge", ">=");
    private static final Map<String, String> FEEL_WORDS = Map.of("and", "&&", "or", "||");
    private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");
    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    /// Names that CEL keeps for itself, and words other languages give a meaning.
    private static final Set<String> RESERVED =
            Set.of(
                    "as",
                    "break",
                    "const",
                    "continue",
                    "else",
                    "for",
                    "function",
                    "if",
                    "import",
                    "in",
                    "let",
                    "loop",
                    "package",
                    "namespace",
                    "return",
                    "var",
                    "void",
                    "while",
                    "empty",
                    "instanceof",
                    "div",
                    "mod",
                    "between",
                    "some",
                    "every",
                    "satisfies");

    /// Names whose fields CEL text of our own kind begins with.
    private static final Set<String> ROOTS = Set.of("vars", "nodes", "trigger", "run");

    /// Longer conditions are nobody's handwriting; the bound also keeps the descent shallow.
    private static final int MAX_LENGTH = 4096;

    private static final int MAX_TOKENS = 300;

    private enum Dialect {
        JUEL,
        FEEL,
        PLAIN
    }

    private final Dialect dialect;
    private final List<String> tokens;
    private final Set<String> variables = new LinkedHashSet<>();
    private final StringBuilder out = new StringBuilder();
    private int at;

    private final Map<String, String> names;

    private Conditions(Dialect dialect, List<String> tokens, Map<String, String> names) {
        this.dialect = dialect;
        this.tokens = tokens;
        this.names = names;
    }

    static Translated translate(String condition) throws Untranslatable {
        return translate(condition, Map.of());
    }

    /// @param names what names mean that are no variables; an empty text: nothing that can be said
    static Translated translate(String condition, Map<String, String> names) throws Untranslatable {
        var text = condition.strip();
        if ((text.startsWith("${") || text.startsWith("#{")) && text.endsWith("}")) {
            return translate(Dialect.JUEL, text.substring(2, text.length() - 1), names);
        }
        if (text.startsWith("=")) {
            return translate(Dialect.FEEL, text.substring(1), names);
        }
        return translate(Dialect.PLAIN, text, names);
    }

    private static Translated translate(Dialect dialect, String text, Map<String, String> names)
            throws Untranslatable {
        var conditions = new Conditions(dialect, tokens(text), names);
        conditions.or();
        if (conditions.at < conditions.tokens.size()) {
            throw conditions.unexpected();
        }
        return new Translated(conditions.out.toString(), conditions.variables);
    }

    private static List<String> tokens(String text) throws Untranslatable {
        if (text.length() > MAX_LENGTH) {
            throw new Untranslatable("it is longer than " + MAX_LENGTH + " characters");
        }
        var tokens = new ArrayList<String>();
        var matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.lookingAt()) {
            tokens.add(matcher.group().strip());
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (!text.substring(end).isBlank()) {
            throw new Untranslatable(
                    "'" + text.substring(end).strip() + "' has no exact counterpart");
        }
        if (tokens.size() > MAX_TOKENS) {
            throw new Untranslatable("it has more than " + MAX_TOKENS + " parts");
        }
        return tokens;
    }

    private void or() throws Untranslatable {
        and();
        while (peek().equals("||")) {
            operator(" || ");
            and();
        }
    }

    private void and() throws Untranslatable {
        comparison();
        while (peek().equals("&&")) {
            operator(" && ");
            comparison();
        }
    }

    private void comparison() throws Untranslatable {
        unary();
        if (COMPARISONS.contains(peek())) {
            operator(" " + peek() + " ");
            unary();
        }
    }

    private void operator(String written) {
        out.append(written);
        at++;
    }

    private void unary() throws Untranslatable {
        if (peek().equals("!")) {
            operator("!");
            unary();
        } else if (peek().equals("(")) {
            operator("(");
            or();
            if (!peek().equals(")")) {
                throw unexpected();
            }
            operator(")");
        } else {
            operand();
        }
    }

    private void operand() throws Untranslatable {
        if (at == tokens.size()) {
            throw unexpected();
        }
        var token = tokens.get(at);
        char first = token.charAt(0);
        if (Character.isLetter(first) || first == '_') {
            name(token);
        } else if (Character.isDigit(first) || first == '-' || first == '\'' || first == '"') {
            out.append(token);
        } else {
            throw unexpected();
        }
        at++;
    }

    private void name(String path) throws Untranslatable {
        var names = List.of(path.split("\\."));
        if (names.stream().anyMatch(RESERVED::contains)) {
            throw new Untranslatable("the name '" + path + "' has a meaning of its own");
        }
        if (at + 1 < tokens.size() && tokens.get(at + 1).equals("(")) {
            throw new Untranslatable("'" + path + "(' is a call");
        }
        var meaning = this.names.get(names.getFirst());
        if (LITERALS.contains(path)) {
            out.append(path);
        } else if (meaning != null) {
            if (meaning.isEmpty()) {
                throw new Untranslatable("what '" + path + "' means there differs");
            }
            out.append(meaning).append(path.substring(names.getFirst().length()));
        } else if (dialect == Dialect.PLAIN && names.size() > 1 && ROOTS.contains(names.get(0))) {
            out.append(path);
            if (names.get(0).equals("vars")) {
                variables.add(names.get(1));
            }
        } else {
            variables.add(names.getFirst());
            out.append("vars.").append(path);
        }
    }

    /// The next token as CEL writes it, or nothing at the end.
    private String peek() {
        if (at == tokens.size()) {
            return "";
        }
        var token = tokens.get(at);
        return switch (dialect) {
            case JUEL -> JUEL_WORDS.getOrDefault(token, token);
            case FEEL -> token.equals("=") ? "==" : FEEL_WORDS.getOrDefault(token, token);
            case PLAIN -> token;
        };
    }

    private Untranslatable unexpected() {
        return new Untranslatable(
                at == tokens.size()
                        ? "it ends too early"
                        : "'" + tokens.get(at) + "' is not expected there");
    }
}
