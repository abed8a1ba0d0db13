package io.sluice.sandbox.kubernetes.schema;

/// A version such as `1.7.0`.
public record Release(int major, int minor) {
    /// Throws [IllegalArgumentException] when the text is no version.
    public static Release of(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length < 2 || !parts[0].matches("\\d{1,4}") || !parts[1].matches("\\d{1,4}")) {
            throw new IllegalArgumentException(
                    "Expected a version such as 1.7.0, found '%s'".formatted(text));
        }
        return new Release(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    /// Whether something that came with a version is there; empty means always.
    public boolean has(String since) {
        if (since.isEmpty()) {
            return true;
        }
        Release first = of(since);
        return major > first.major || (major == first.major && minor >= first.minor);
    }
}
