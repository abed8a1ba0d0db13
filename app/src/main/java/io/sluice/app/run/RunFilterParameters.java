package io.sluice.app.run;

import io.sluice.app.problem.Input;
import io.sluice.db.query.RunFilter;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunStatus;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The query parameters of a list of runs. All are optional; an empty one counts as left out.
record RunFilterParameters(
        @Nullable String workflow,
        @Nullable String status,
        @Nullable Boolean incident,
        @Nullable String mode,
        @Nullable Boolean trial,
        @Nullable String from,
        @Nullable String to,
        @Nullable String query,
        @Nullable String parent) {

    RunFilter filter(String project) {
        return new RunFilter(
                project,
                given(workflow),
                given(status).map(RunFilterParameters::status),
                Boolean.TRUE.equals(incident),
                given(mode).map(RunFilterParameters::mode),
                Optional.ofNullable(trial),
                given(from).map(text -> moment(text, "from")),
                given(to).map(text -> moment(text, "to")),
                given(query),
                given(parent));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(one -> !one.isBlank());
    }

    private static RunStatus status(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "running" -> RunStatus.RUNNING;
            case "completed" -> RunStatus.COMPLETED;
            case "failed" -> RunStatus.FAILED;
            case "canceling" -> RunStatus.CANCELING;
            case "canceled" -> RunStatus.CANCELED;
            default ->
                    throw Input.refuse(
                            "status",
                            "Expected running, completed, failed, canceling or canceled, found '"
                                    + Input.clip(text)
                                    + "'.");
        };
    }

    private static Mode mode(String text) {
        return switch (text) {
            case "live" -> Mode.LIVE;
            case "dry-run" -> Mode.DRY_RUN;
            default ->
                    throw Input.refuse(
                            "mode", "Expected live or dry-run, found '" + Input.clip(text) + "'.");
        };
    }

    private static Instant moment(String text, String name) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Input.refuse(
                    name,
                    "Expected a moment such as 2026-01-05T10:00:00Z, found '"
                            + Input.clip(text)
                            + "'.");
        }
    }
}
