package io.sluice.engine.runtime;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
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
        var turn = lines.pollFirstEntry();
        if (turn == null) {
            return Optional.empty();
        }
        var line = turn.getValue();
        var member = line.remove();
        size--;
        if (!line.isEmpty()) {
            lines.put(turn.getKey(), line);
        }
        return Optional.of(member);
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
