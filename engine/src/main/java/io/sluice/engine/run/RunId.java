package io.sluice.engine.run;

/// The id of a run: sortable by time of start, safe in URLs.
public record RunId(String value) implements Comparable<RunId> {
    public RunId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException(
                    "Expected a run id of 1 to 64 characters, found '" + value + "'.");
        }
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
