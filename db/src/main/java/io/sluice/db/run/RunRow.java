package io.sluice.db.run;

import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.db.Texts;
import io.sluice.db.Tried;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.StoredRun;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One commit, made ready before the transaction begins.
///
/// @param index which of the commits of its batch it is, once that is known
/// @param blobs large values by hash
record RunRow(
        int index,
        RunCommit commit,
        String id,
        String state,
        String events,
        OpenSteps open,
        EventRows rows,
        Map<String, String> blobs)
        implements RunStore.Prepared {
    static final int MAX_KEY = 400;

    static RunRow of(RunCommit commit, Json json) {
        var large = new LargeValues(json);
        var blobs = new Blobs(large::swap);
        return new RunRow(
                0,
                commit,
                commit.state().id().value(),
                json.write(blobs.state(commit.state())),
                json.write(blobs.events(commit.events())),
                OpenSteps.of(commit.state()),
                EventRows.of(commit, json, large),
                large.found());
    }

    /// The same as one of the commits of a batch.
    RunRow numbered(int place) {
        return new RunRow(place, commit, id, state, events, open, rows, blobs);
    }

    boolean starts() {
        return commit.expectedVersion() == 0;
    }

    long version() {
        return commit.expectedVersion() + 1;
    }

    @Nullable String owner() {
        return commit.lease().map(StoredRun.Lease::owner).orElse(null);
    }

    /// The end of the lease, or when the run next needs the engine.
    @Nullable Long dueAt() {
        if (commit.lease().isPresent()) {
            return Micros.atOrAfter(commit.lease().get().until());
        }
        if (commit.state().status().ended()) {
            return null;
        }
        var due = commit.state().dueAt();
        return due.isPresent() ? (Long) Micros.atOrAfter(due.get()) : null;
    }

    @Nullable Long endedAt() {
        return Micros.orNull(commit.state().endedAt());
    }

    long at() {
        return Micros.of(commit.at());
    }

    long startedAt() {
        return Micros.of(commit.state().startedAt());
    }

    String startedBy() {
        return Texts.shown(commit.state().startedBy().name(), EventRows.MAX_NAME);
    }

    @Nullable String startKey() {
        return commit.intake().map(RunRow::key).orElse(null);
    }

    @Nullable String trial() {
        return commit.state().trial().map(Tried::of).map(Tried::text).orElse(null);
    }

    static String key(Intake intake) {
        return Texts.key(intake.key(), MAX_KEY);
    }
}
