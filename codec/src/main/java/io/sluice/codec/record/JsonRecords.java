package io.sluice.codec.record;

import io.sluice.engine.port.Records;
import io.sluice.engine.value.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records as JSON-like data: a key for each component. Components may be texts, numbers, booleans,
/// enums (by name), [java.time.Duration] and [java.time.Instant] (ISO-8601), records, lists, sets
/// and maps of these, [java.util.Optional] or `@Nullable`, and `Object` for anything.
///
/// Reading: a field left out has the default of its [io.sluice.engine.node.Field], else is empty if
/// it may be; a field that is no component is refused. Writing: every component has its key, what
/// is empty is `null`.
public final class JsonRecords implements Records {
    @Override
    public <R extends Record> R read(Map<String, @Nullable Object> data, Class<R> type) {
        return type.cast(RecordForm.of(type).read(Values.normaliseMap(data), ""));
    }

    @Override
    public Map<String, @Nullable Object> write(Record value) {
        return RecordForm.of(value.getClass()).write(value);
    }
}
