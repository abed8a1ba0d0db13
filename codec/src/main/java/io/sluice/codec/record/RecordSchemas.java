package io.sluice.codec.record;

import io.sluice.engine.value.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON Schema (2020-12) of a record: from the types of its components, as [JsonRecords] reads
/// and writes them, and from their [io.sluice.engine.node.Field] annotations. Deterministic;
/// properties stand in the order of the components, which `x-order` (from 1) says again for readers
/// that lose the order. `x-widget` says how the editor shows a field.
public final class RecordSchemas {
    private RecordSchemas() {}

    /// What a person fills in: required is what is neither nullable nor has a default.
    ///
    /// @throws IllegalArgumentException if a component has a type or a default that does not do
    public static Map<String, @Nullable Object> configuration(Class<? extends Record> type) {
        return Values.normaliseMap(RecordForm.of(type).schema(Form.Purpose.CONFIGURATION));
    }

    /// What a node gives: every field is there, some may be null.
    ///
    /// @throws IllegalArgumentException if a component has a type that does not do
    public static Map<String, @Nullable Object> output(Class<? extends Record> type) {
        return Values.normaliseMap(RecordForm.of(type).schema(Form.Purpose.OUTPUT));
    }
}
