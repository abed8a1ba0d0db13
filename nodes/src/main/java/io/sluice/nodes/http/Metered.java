package io.sluice.nodes.http;

/// A text under a pattern, whose reading is counted: a pattern that backtracks without end on a
/// text from outside is stopped.
record Metered(CharSequence text, Meter meter) implements CharSequence {
    /// Counts for all patterns of one schema together.
    static final class Meter {
        private static final long MOST = 10_000_000;

        private long read;

        private void count() {
            if (++read > MOST) {
                throw new TooCostly();
            }
        }
    }

    static final class TooCostly extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        meter.count();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new Metered(text.subSequence(start, end), meter);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
