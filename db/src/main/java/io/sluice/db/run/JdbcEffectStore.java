package io.sluice.db.run;

import io.sluice.db.Database;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.engine.port.EffectStore;
import io.sluice.engine.run.EffectKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The effect ledger, as commits wrote it. What was only planned (in a dry run) is not in it.
public final class JdbcEffectStore implements EffectStore {
    private static final String FIND =
            """
            select effect_class, request, result, deadline from effect
            where effect_key = ? and status <> 'planned'
            """;

    private final Database database;
    private final Json json;

    public JdbcEffectStore(Database database) {
        this(database, Json.codec());
    }

    JdbcEffectStore(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public Optional<RecordedEffect> find(EffectKey key) {
        return database.inTransaction("find an effect", connection -> find(connection, key));
    }

    private Optional<RecordedEffect> find(Connection connection, EffectKey key)
            throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, key.value());
            try (var result = statement.executeQuery()) {
                if (!result.next()) {
                    return Optional.empty();
                }
                var request = result.getString(2);
                var answer = result.getString(3);
                var blobs = new BlobTable(connection).restoring(List.of(request, answer), json);
                return Optional.of(
                        new RecordedEffect(
                                key,
                                result.getString(1),
                                blobs.swap().apply(json.map(request)),
                                answer.isEmpty() ? Map.of() : blobs.swap().apply(json.map(answer)),
                                Micros.instant(result.getLong(4))));
            }
        }
    }
}
