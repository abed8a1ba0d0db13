package io.sluice.nodes.servicenow;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Records that carry a step's key in `correlation_id`, so that they are found again. ServiceNow
/// does not keep that field unique: should two records carry the same key, the oldest counts.
final class Correlated {
    private static final Comparator<Row> OLDEST_FIRST =
            Comparator.<Row, String>comparing(row -> row.value("sys_created_on"))
                    .thenComparing(Row::number)
                    .thenComparing(Row::sysId);
    private static final int ENOUGH_TO_TELL = 20;

    private final TableClient tables;
    private final String table;
    private final NodeContext context;

    Correlated(TableClient tables, String table, NodeContext context) {
        this.tables = tables;
        this.table = table;
        this.context = context;
    }

    static String id(NodeContext context) {
        return "sluice:" + context.effectKey();
    }

    Optional<Row> find(String correlationId) throws NodeFailure {
        var query = EncodedQuery.where("correlation_id", correlationId).orderBy("sys_created_on");
        List<Row> found = tables.list(table, query, ENOUGH_TO_TELL);
        if (found.size() > 1) {
            context.log(
                    "%d records of %s carry correlation id %s; the oldest is used, close the others"
                            .formatted(found.size(), table, correlationId));
        }
        return found.stream().min(OLDEST_FIRST);
    }

    /// The record of this key, created if there is none.
    Row findOrCreate(String correlationId, Map<String, String> fields) throws NodeFailure {
        var existing = find(correlationId);
        if (existing.isPresent()) {
            return existing.get();
        }
        var record = new LinkedHashMap<>(fields);
        record.put("correlation_id", correlationId);
        record.put("correlation_display", "Sluice");
        return tables.create(table, record);
    }
}
