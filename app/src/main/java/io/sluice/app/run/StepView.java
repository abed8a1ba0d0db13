package io.sluice.app.run;

import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One visit to a node.
///
/// @param kind `task`, `wait`, `approval` …
/// @param type the node type of a task; null for other kinds
/// @param status `working`, `waiting`, `retrying`, `following`, `approval`, `incident`,
///   `completed`, `ended`, `abandoned` or `undoing`
/// @param input what it asked of the outside, once that is known
/// @param note what it waits for, for people
/// @param dueAt when it goes on by itself
/// @param given why it was not carried out: `disabled`, or `pin` in a trial; null if it was
/// @param failure why its last try failed
/// @param effects keys of the changes it declared
public record StepView(
        int id,
        String node,
        String name,
        String kind,
        @Nullable String type,
        int generation,
        String status,
        int attempts,
        Instant enteredAt,
        @Nullable Instant endedAt,
        @Nullable Map<String, @Nullable Object> input,
        @Nullable Map<String, @Nullable Object> output,
        @Nullable String note,
        @Nullable Instant dueAt,
        @Nullable String given,
        @Nullable FailureView failure,
        @Nullable IncidentView incident,
        List<String> effects) {

    /// @param fault `user`, `provider`, `capacity` or `internal`
    public record FailureView(String code, String message, String fault) {
        static FailureView of(Failure failure) {
            return new FailureView(
                    failure.code(), failure.message(), failure.fault().toLowerCase(Locale.ROOT));
        }
    }

    /// @param kind `failed`, `unknown-outcome`, `conflict`, `limit` or `duplicate`
    public record IncidentView(String kind, String code, String message, Instant raisedAt) {
        static IncidentView of(Incident incident) {
            return new IncidentView(
                    incident.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    incident.failure().code(),
                    incident.failure().message(),
                    incident.raisedAt());
        }
    }
}
