package io.sluice.nodes.http;

import io.sluice.engine.node.NodeFailure;
import java.util.List;
import java.util.regex.Pattern;

/// A set of HTTP statuses: `204`, `2xx`.
record Statuses(List<String> patterns) {
    static final String PATTERN = "[1-5]([0-9]{2}|xx)";

    private static final Pattern SHAPE = Pattern.compile(PATTERN);

    /// @param field where they stand, for messages
    /// @throws NodeFailure `http.bad-config`
    static Statuses of(String field, List<String> patterns) throws NodeFailure {
        for (var pattern : patterns) {
            if (!SHAPE.matcher(pattern).matches()) {
                throw HttpErrors.badConfig(
                        field, "statuses such as 204 or 2xx", "'" + pattern + "'");
            }
        }
        return new Statuses(List.copyOf(patterns));
    }

    boolean contain(int status) {
        var text = Integer.toString(status);
        return patterns.stream()
                .anyMatch(pattern ->
                        pattern.endsWith("xx")
                                ? pattern.charAt(0) == text.charAt(0)
                                : pattern.equals(text));
    }

    /// The least of the first one's: `2xx` gives 200.
    int first() {
        return Integer.parseInt(patterns.getFirst().replace("xx", "00"));
    }

    @Override
    public String toString() {
        return String.join(", ", patterns);
    }
}
