package io.sluice.sandbox.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The filters that a describe action knows, by name; `tag:<key>` and `tag-key` come with every
/// one. A filter holds when any of its values matches; `*` and `?` are wildcards; all filters must
/// hold.
final class Filters<T> {
    private final Map<String, Function<T, List<String>>> known = new LinkedHashMap<>();
    private final Function<T, Map<String, String>> tags;

    Filters(Function<T, Map<String, String>> tags) {
        this.tags = tags;
        known.put("tag-key", item -> List.copyOf(tags.apply(item).keySet()));
    }

    Filters<T> on(String name, Function<T, String> value) {
        return onAny(name, item -> List.of(value.apply(item)));
    }

    Filters<T> onAny(String name, Function<T, List<String>> values) {
        known.put(name, values);
        return this;
    }

    Predicate<T> matching(Map<String, List<String>> wanted) {
        Predicate<T> all = item -> true;
        for (Map.Entry<String, List<String>> filter : wanted.entrySet()) {
            Function<T, List<String>> values = values(filter.getKey());
            List<Pattern> patterns = filter.getValue().stream().map(Filters::pattern).toList();
            all = all.and(item -> anyMatches(values.apply(item), patterns));
        }
        return all;
    }

    private Function<T, List<String>> values(String name) {
        if (name.startsWith("tag:")) {
            String key = name.substring(4);
            return item -> {
                String value = tags.apply(item).get(key);
                return value == null ? List.of() : List.of(value);
            };
        }
        Function<T, List<String>> values = known.get(name);
        if (values == null) {
            throw AwsError.bad(
                    "InvalidParameterValue", "The filter '%s' is invalid".formatted(name));
        }
        return values;
    }

    private static boolean anyMatches(List<String> values, List<Pattern> patterns) {
        return values.stream()
                .anyMatch(value -> patterns.stream().anyMatch(p -> p.matcher(value).matches()));
    }

    private static Pattern pattern(String wildcard) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < wildcard.length(); i++) {
            char c = wildcard.charAt(i);
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
