package io.sluice.engine.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Lines, one for each group, whose heads take turns: one with a long line does not keep another's
/// single member waiting. Within a group, who came first is first. Not safe among threads.
final class Turns<T> {
    private final LinkedHashMap<String, ArrayDeque<T>> lines = new LinkedHashMap<>();
    private int size;

    /// Puts it at the end of its group's line.
    void add(String group, T member) {
        lines.computeIfAbsent(group, _ -> new ArrayDeque<>()).add(member);
        size++;
    }

    /// Takes who is next; its group is then the last to have a turn again.
    Optional<T> next() {
        var one = new ArrayList<T>(1);
        drainTo(one, 1);
        return one.stream().findFirst();
    }

    /// Takes those who are next, at most so many.
    void drainTo(List<T> taken, int most) {
        int left = Math.min(most, size);
        size -= left;
        while (left > 0 && lines.size() > 1) {
            var turn = lines.pollFirstEntry();
            taken.add(turn.getValue().remove());
            left--;
            if (!turn.getValue().isEmpty()) {
                lines.put(turn.getKey(), turn.getValue());
            }
        }
        if (left > 0) {
            drainLast(taken, left);
        }
    }

    /// One line alone needs no turns.
    private void drainLast(List<T> taken, int count) {
        var line = lines.firstEntry().getValue();
        for (int i = 0; i < count; i++) {
            taken.add(line.remove());
        }
        if (line.isEmpty()) {
            lines.clear();
        }
    }

    /// How many stand in the line of a group.
    int size(String group) {
        var line = lines.get(group);
        return line == null ? 0 : line.size();
    }

    /// How many stand in all lines together.
    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }
}
