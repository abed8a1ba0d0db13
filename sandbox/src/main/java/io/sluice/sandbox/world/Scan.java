package io.sluice.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run of a scanner over its targets.
///
/// @param reached the targets that answered, known when it has ended
/// @param subState `No_Host` when none answered
public record Scan(
        String ref,
        long id,
        String title,
        String type,
        Instant launched,
        State state,
        @Nullable String subState,
        @Nullable Instant started,
        @Nullable Instant ended,
        boolean processed,
        List<String> targets,
        List<String> reached) {
    public Scan {
        targets = List.copyOf(targets);
        reached = List.copyOf(reached);
    }

    /// `queued → running → finished | error | canceled`; `running ⇄ paused`.
    public enum State {
        QUEUED("Queued"),
        RUNNING("Running"),
        PAUSED("Paused"),
        FINISHED("Finished"),
        CANCELED("Canceled"),
        ERROR("Error");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        public boolean isOver() {
            return this == FINISHED || this == CANCELED || this == ERROR;
        }
    }

    Scan in(State newState, Instant at) {
        return new Scan(
                ref,
                id,
                title,
                type,
                launched,
                newState,
                null,
                started == null ? at : started,
                newState.isOver() ? at : null,
                false,
                targets,
                reached);
    }

    Scan finished(List<String> newReached, Instant at) {
        return new Scan(
                ref,
                id,
                title,
                type,
                launched,
                State.FINISHED,
                newReached.isEmpty() ? "No_Host" : null,
                started,
                at,
                false,
                targets,
                newReached);
    }

    Scan done() {
        return new Scan(
                ref, id, title, type, launched, state, subState, started, ended, true, targets,
                reached);
    }
}
