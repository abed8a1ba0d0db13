package io.sluice.app.run;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.sluice.codec.run.EventJson;
import io.sluice.codec.value.JsonValues;
import io.sluice.db.run.RunHistory;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// What one commit did.
///
/// @param events JSON array of objects with a `type`
public record JournalView(long version, Instant at, @JsonRawValue String events) {
    static JournalView of(RunHistory.Entry entry) {
        return new JournalView(entry.version(), entry.at(), EventJson.write(entry.events()));
    }

    String json() {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("version", version);
        fields.put("at", at.toString());
        fields.put("events", JsonValues.readStored(events));
        return JsonValues.write(fields);
    }
}
