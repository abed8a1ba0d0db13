package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.world.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Selectors of labels: as a query writes them (`a=b,c in (d,e),!f`) and as objects hold them.
public final class LabelSelector {
    private static final String KEY = "[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?";
    private static final Pattern SET =
            Pattern.compile("(" + KEY + ")\\s+(in|notin)\\s*\\(([^()]*)\\)");
    private static final Pattern EQUAL =
            Pattern.compile("(" + KEY + ")\\s*(==|=|!=)\\s*([-A-Za-z0-9_.]*)");
    private static final Pattern EXISTS = Pattern.compile("(!?)\\s*(" + KEY + ")");

    private LabelSelector() {}

    /// Throws [StatusError] when the text is no selector.
    static Predicate<Map<String, Object>> parse(String text) {
        Predicate<Map<String, Object>> all = _ -> true;
        for (String part : parts(text)) {
            all = all.and(requirement(part.strip()));
        }
        return all;
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        if (!part.toString().isBlank()) {
            parts.add(part.toString());
        }
        return parts;
    }

    private static Predicate<Map<String, Object>> requirement(String text) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            List<String> values = List.of(set.group(4).strip().split("\\s*,\\s*"));
            boolean in = set.group(3).equals("in");
            return labels -> in == values.contains(Tree.text(labels, set.group(1)));
        }
        Matcher equal = EQUAL.matcher(text);
        if (equal.matches()) {
            String key = equal.group(1);
            String value = equal.group(4);
            return equal.group(3).equals("!=")
                    ? labels -> !value.equals(labels.get(key))
                    : labels -> value.equals(labels.get(key));
        }
        Matcher exists = EXISTS.matcher(text);
        if (exists.matches()) {
            boolean wanted = exists.group(1).isEmpty();
            return labels -> wanted == labels.containsKey(exists.group(2));
        }
        throw StatusError.bad(
                "unable to parse requirement: found '%s', expected: a label selector"
                        .formatted(text));
    }

    /// Whether a `matchLabels`/`matchExpressions` object selects these labels.
    public static boolean selects(Map<String, Object> selector, Map<String, Object> labels) {
        return Tree.mapAt(selector, "matchLabels").entrySet().stream()
                        .allMatch(each -> each.getValue().equals(labels.get(each.getKey())))
                && Tree.listAt(selector, "matchExpressions").stream()
                        .allMatch(each -> expression(each, labels));
    }

    private static boolean expression(Object expression, Map<String, Object> labels) {
        String key = Tree.text(expression, "key");
        List<String> values = Tree.texts(expression, "values");
        return switch (Tree.text(expression, "operator")) {
            case "In" -> labels.containsKey(key) && values.contains(Tree.text(labels, key));
            case "NotIn" -> !labels.containsKey(key) || !values.contains(Tree.text(labels, key));
            case "Exists" -> labels.containsKey(key);
            case "DoesNotExist" -> !labels.containsKey(key);
            default -> false;
        };
    }
}
