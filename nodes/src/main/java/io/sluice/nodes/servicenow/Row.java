package io.sluice.nodes.servicenow;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A record of a ServiceNow table. Every value is a text; an empty one and a missing one mean the
/// same.
///
/// @param values what is stored: a reference is the sys_id it points to
/// @param labels what people see, where the answer carried it
record Row(Map<String, String> values, Map<String, String> labels) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    Row {
        values = Map.copyOf(values);
        labels = Map.copyOf(labels);
    }

    /// Reads a record in any of the forms a field may have: a text, `{"link","value"}` for a
    /// reference, `{"value","display_value"}` when both were asked for.
    static Row of(JsonNode record) {
        var values = new LinkedHashMap<String, String>();
        var labels = new LinkedHashMap<String, String>();
        for (var field : record.properties()) {
            var value = field.getValue();
            values.put(field.getKey(), text(value.isObject() ? value.path("value") : value));
            if (value.has("display_value")) {
                labels.put(field.getKey(), text(value.path("display_value")));
            }
        }
        return new Row(values, labels);
    }

    private static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asString() : "";
    }

    String sysId() {
        return value("sys_id");
    }

    String number() {
        return value("number");
    }

    String value(String field) {
        return values.getOrDefault(field, "");
    }

    /// What people see of a field, or else its value; empty when it has none.
    Optional<String> label(String field) {
        return Optional.of(labels.getOrDefault(field, value(field)))
                .filter(text -> !text.isBlank());
    }

    /// A date and time, which ServiceNow writes in UTC without saying so.
    Optional<Instant> time(String field) {
        try {
            return Optional.of(LocalDateTime.parse(value(field), TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
