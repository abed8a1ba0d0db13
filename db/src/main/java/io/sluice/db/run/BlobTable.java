package io.sluice.db.run;

import io.sluice.db.Batch;
import io.sluice.db.Bulk;
import io.sluice.db.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Large values, by the hash of their text.
final class BlobTable {
    private static final String KNOWN =
            "select hash from blob where hash = any(cast(? as varchar array)) order by hash for"
                    + " update";
    private static final String PUT =
            "insert into blob (hash, content, counted) values (?, ?, true)";
    private static final String LOAD =
            "select hash, content from blob where hash = any(cast(? as varchar array))";

    private static final String USE =
            """
            insert into blob_use (run_id, hash)
            select ?, ? where not exists (select 1 from blob_use where run_id = ? and hash = ?)
            """;

    private final Connection connection;

    BlobTable(Connection connection) {
        this.connection = connection;
    }

    /// That a run refers to a large value.
    record Use(String run, String hash) {}

    void use(Collection<Use> uses) throws SQLException {
        Batch.run(
                connection,
                USE,
                uses,
                (use, parameters) ->
                        parameters
                                .text(use.run())
                                .text(use.hash())
                                .text(use.run())
                                .text(use.hash()));
    }

    /// Those that are there already are locked, so that they do not go before they are referred to.
    void put(Map<String, String> blobs) throws SQLException {
        if (blobs.isEmpty()) {
            return;
        }
        var known = known(blobs.keySet());
        var fresh =
                blobs.entrySet().stream().filter(blob -> !known.contains(blob.getKey())).toList();
        Batch.run(
                connection,
                PUT,
                fresh,
                (blob, parameters) -> parameters.text(blob.getKey()).text(blob.getValue()));
    }

    private Set<String> known(Collection<String> hashes) throws SQLException {
        var known = new HashSet<String>();
        try (var bulk = new Bulk(connection, KNOWN);
                var result = bulk.texts(hashes, hash -> hash).query()) {
            while (result.next()) {
                known.add(result.getString(1));
            }
        }
        return known;
    }

    /// What turns references back into what they stand for, for these texts; nothing is looked up
    /// where none of them has a reference.
    Blobs restoring(List<String> texts, Json json) throws SQLException {
        var hashes = new HashSet<String>(0);
        for (var text : texts) {
            References.in(text, hashes);
        }
        if (hashes.isEmpty()) {
            return new Blobs(map -> map);
        }
        var found = load(hashes, json);
        return new Blobs(map -> restored(map, found));
    }

    private Map<String, Map<String, @Nullable Object>> load(Collection<String> hashes, Json json)
            throws SQLException {
        var found = new HashMap<String, Map<String, @Nullable Object>>();
        try (var bulk = new Bulk(connection, LOAD);
                var result = bulk.texts(hashes, hash -> hash).query()) {
            while (result.next()) {
                found.put(result.getString(1), json.map(result.getString(2)));
            }
        }
        return found;
    }

    private static Map<String, @Nullable Object> restored(
            Map<String, @Nullable Object> map, Map<String, Map<String, @Nullable Object>> found) {
        var hash = LargeValues.reference(map);
        var value = hash == null ? null : found.get(hash);
        return value == null ? map : value;
    }
}
