package io.sluice.engine.run;

/// The number of a step within its run: 1 for the first node that was entered.
public record StepId(int value) implements Comparable<StepId> {
    @Override
    public int compareTo(StepId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
