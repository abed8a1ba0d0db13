package io.sluice.sandbox.world;

import io.sluice.sandbox.http.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;

/// Rows of one kind by id, in memory and, once committed, in the file as JSON. Touched only under
/// the world's lock; rows are immutable, so that a reader may keep one.
public final class Table<T> {
    private final MVMap<String, String> file;
    private final NavigableMap<String, T> rows = new TreeMap<>();
    private final Map<String, Optional<T>> before = new LinkedHashMap<>();

    Table(MVMap<String, String> file, Class<T> type) {
        this.file = file;
        file.forEach((id, json) -> rows.put(id, Json.read(json, type)));
    }

    public Optional<T> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    /// The row that must be there: one that another row refers to.
    public T load(String id) {
        return find(id).orElseThrow(
                        () -> new IllegalStateException("Expected a row " + id + ", found none"));
    }

    /// All rows in the order of their ids; a live view, valid under the lock.
    public Collection<T> all() {
        return rows.values();
    }

    public NavigableMap<String, T> rows() {
        return rows;
    }

    public int size() {
        return rows.size();
    }

    public void put(String id, T row) {
        remember(id);
        rows.put(id, row);
    }

    public void remove(String id) {
        remember(id);
        rows.remove(id);
    }

    public void clear() {
        for (String id : rows.keySet().toArray(String[]::new)) {
            remove(id);
        }
    }

    private void remember(String id) {
        before.putIfAbsent(id, Optional.ofNullable(rows.get(id)));
    }

    /// Writes what changed to the file's pending commit.
    void flush() {
        for (String id : before.keySet()) {
            T row = rows.get(id);
            if (row == null) {
                file.remove(id);
            } else {
                file.put(id, Json.write(row));
            }
        }
        before.clear();
    }

    void undo() {
        before.forEach(
                (id, row) -> row.ifPresentOrElse(old -> rows.put(id, old), () -> rows.remove(id)));
        before.clear();
    }
}
