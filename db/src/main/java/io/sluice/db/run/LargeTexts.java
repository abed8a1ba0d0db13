package io.sluice.db.run;

import io.sluice.db.Json;
import io.sluice.db.StoreFailure;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Reads stored bodies, with large values back in their places.
public final class LargeTexts {
    private final BlobTable blobs;
    private final Json json;

    public LargeTexts(Connection connection, Json json) {
        blobs = new BlobTable(connection);
        this.json = json;
    }

    public RunState state(String text) {
        return restoring(text).state(json.state(text));
    }

    public List<Event> events(String text) {
        return restoring(text).events(json.events(text));
    }

    private Blobs restoring(String text) {
        try {
            return blobs.restoring(List.of(text), json);
        } catch (SQLException e) {
            throw new StoreFailure("Could not read large values: " + e.getMessage(), e);
        }
    }
}
