package io.sluice.db.retention;

import io.sluice.engine.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// How long runs are kept after they have ended.
///
/// @param all what holds where a workflow has no rule of its own
/// @param workflows rules by id of the workflow
/// @param history how long the lines of purged runs are kept; for ever when empty
public record Retention(Rule all, Map<String, Rule> workflows, Optional<Duration> history) {
    public static final Retention FOR_EVER =
            new Retention(Rule.FOR_EVER, Map.of(), Optional.empty());

    public Retention {
        workflows = Map.copyOf(workflows);
    }

    /// How long, by how a run ended; for ever when empty.
    public record Rule(
            Optional<Duration> completed, Optional<Duration> failed, Optional<Duration> canceled) {
        public static final Rule FOR_EVER =
                new Rule(Optional.empty(), Optional.empty(), Optional.empty());

        Optional<Duration> of(RunStatus status) {
            return switch (status) {
                case COMPLETED -> completed;
                case FAILED -> failed;
                case CANCELED -> canceled;
                case NEW, RUNNING, CANCELING -> Optional.empty();
            };
        }

        private boolean forEver() {
            return completed.isEmpty() && failed.isEmpty() && canceled.isEmpty();
        }
    }

    /// Whether a run of this workflow that ended so and then is to go.
    boolean over(String workflow, RunStatus status, Instant endedAt, Instant now) {
        return workflows
                .getOrDefault(workflow, all)
                .of(status)
                .filter(kept -> endedAt.plus(kept).isBefore(now))
                .isPresent();
    }

    /// Whether anything ever goes.
    boolean keepsAll() {
        return all.forEver() && workflows.values().stream().allMatch(Rule::forEver);
    }
}
