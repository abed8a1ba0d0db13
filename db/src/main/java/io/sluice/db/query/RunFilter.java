package io.sluice.db.query;

import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunStatus;
import java.time.Instant;
import java.util.Optional;

/// Which runs to list.
///
/// @param incident only those that wait for a person because of an incident
/// @param trial only those that try a draft, or only those in earnest
/// @param from only those begun at this moment or later
/// @param to only those begun before this moment
/// @param parent those that this run has begun for its items and calls; when left out, those that
///   began by themselves
/// @param query part of the workflow's name, or the beginning of the run's id or start key
public record RunFilter(
        String project,
        Optional<String> workflow,
        Optional<RunStatus> status,
        boolean incident,
        Optional<Mode> mode,
        Optional<Boolean> trial,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> query,
        Optional<String> parent) {

    /// Of runs that began by themselves.
    public RunFilter(
            String project,
            Optional<String> workflow,
            Optional<RunStatus> status,
            boolean incident,
            Optional<Mode> mode,
            Optional<Boolean> trial,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<String> query) {
        this(project, workflow, status, incident, mode, trial, from, to, query, Optional.empty());
    }

    /// All runs of a project.
    public static RunFilter all(String project) {
        return new RunFilter(
                project,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
