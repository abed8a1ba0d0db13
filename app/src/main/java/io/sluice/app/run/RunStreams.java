package io.sluice.app.run;

import io.sluice.app.observe.RunFeed;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Sight;
import io.sluice.app.security.Standing;
import io.sluice.codec.value.JsonValues;
import io.sluice.db.query.RunFilter;
import io.sluice.db.query.RunQueries;
import io.sluice.db.run.RunHistory;
import io.sluice.engine.run.RunId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Follows runs live. Commits of this process show at once, those of others within a second.
@Component
class RunStreams {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LOOK_AT_LIST = Duration.ofSeconds(2);
    private static final Duration GATHER = Duration.ofMillis(150);
    private static final int PAGE = 100;
    private static final int RECENT = 100;

    private final RunFeed feed;
    private final RunHistory history;
    private final RunQueries queries;

    RunStreams(RunFeed feed, RunHistory history, RunQueries queries) {
        this.feed = feed;
        this.history = history;
        this.queries = queries;
    }

    /// Sends the journal of a run from behind a version on, until the client or the server goes, or
    /// the client may no longer listen.
    void journal(RunId run, long after, Standing standing, HttpServletResponse response)
            throws IOException {
        try (var watcher = watcher(Optional.of(run))) {
            var stream = new EventStream(response);
            long version = after;
            while (feed.open() && standing.holds()) {
                watcher.drain();
                version = catchUp(run, version, stream);
                stream.beat();
                var _ = watcher.next(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long catchUp(RunId run, long after, EventStream stream) throws IOException {
        long version = after;
        while (true) {
            var page = history.journal(run, version, PAGE);
            for (var entry : page.items()) {
                var view = JournalView.of(entry);
                stream.event("journal", Long.toString(view.version()), view.json());
                version = view.version();
            }
            if (page.next().isEmpty()) {
                return version;
            }
        }
    }

    /// Sends a line whenever a run of the caller's project has moved that the caller sees.
    void all(Caller caller, Sight sight, Standing standing, HttpServletResponse response)
            throws IOException {
        try (var watcher = watcher(Optional.empty())) {
            var stream = new EventStream(response);
            var known = new LinkedHashMap<String, Long>();
            recent(caller, sight).forEach(run -> known.put(run.id(), run.version()));
            while (feed.open() && standing.holds()) {
                var moved = watcher.gathered(LOOK_AT_LIST, GATHER);
                for (var one : moved) {
                    tell(one, caller, sight, known, stream);
                }
                if (moved.isEmpty()) {
                    tellOthers(caller, sight, known, stream);
                }
                stream.beat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(
            RunFeed.Moved moved,
            Caller caller,
            Sight sight,
            Map<String, Long> known,
            EventStream stream)
            throws IOException {
        if (moved.project().equals(caller.project()) && sight.sees(moved.workflow())) {
            known.put(moved.run().value(), moved.version());
            send(moved.run().value(), moved.status(), moved.version(), stream);
        }
    }

    /// What other processes committed, among the most recent runs.
    private void tellOthers(Caller caller, Sight sight, Map<String, Long> known, EventStream stream)
            throws IOException {
        var recent = recent(caller, sight);
        for (var run : recent) {
            var before = known.put(run.id(), run.version());
            if (before == null || before < run.version()) {
                send(run.id(), run.status(), run.version(), stream);
            }
        }
        known.keySet().retainAll(recent.stream().map(RunSummary::id).toList());
    }

    private List<RunSummary> recent(Caller caller, Sight sight) {
        return queries
                .list(RunFilter.all(caller.project()), sight.only(), Optional.empty(), RECENT)
                .items()
                .stream()
                .map(RunSummary::of)
                .toList();
    }

    private static void send(String run, String status, long version, EventStream stream)
            throws IOException {
        var data = new LinkedHashMap<String, Object>();
        data.put("id", run);
        data.put("status", status);
        data.put("version", version);
        stream.event("run", run + "." + version, JsonValues.write(data));
    }

    private RunFeed.Watcher watcher(Optional<RunId> run) {
        return feed.watch(run.orElse(null))
                .orElseThrow(() ->
                        new ApiProblem(
                                ErrorCode.TOO_BUSY,
                                "Expected at most "
                                        + RunFeed.MAX_WATCHERS
                                        + " streams at once, found more; close some pages."));
    }
}
