package io.sluice.db.run;

import io.sluice.db.Batch;
import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.db.StoreFailure;
import io.sluice.db.Texts;
import io.sluice.engine.port.StepLog;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lines that nodes write for people, stored many at a time: when enough have come, and whenever
/// somebody calls [#flush()] (the application does, every second or so). While the database cannot
/// be reached the oldest lines are dropped.
public final class StepLogs implements StepLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StepLogs.class);

    /// So many lines are stored at once.
    static final int FLUSH_AT = 200;

    private static final int MAX_WAITING = 10_000;
    private static final int MAX_MESSAGE = 4_000;

    private static final String APPEND =
            "insert into step_log (run_id, step, at, message) values (?, ?, ?, ?)";

    private final Database database;
    private final ReentrantLock lock = new ReentrantLock();
    private List<Line> waiting = new ArrayList<>();
    private long dropped;

    public StepLogs(Database database) {
        this.database = database;
    }

    /// One line of a step.
    public record Line(RunId run, StepId step, Instant at, String message) {}

    @Override
    public void append(RunId run, StepId step, Instant at, String message) {
        if (add(new Line(run, step, at, message)) % FLUSH_AT == 0) {
            flush();
        }
    }

    private int add(Line line) {
        lock.lock();
        try {
            if (waiting.size() >= MAX_WAITING) {
                dropped++;
                waiting.removeFirst();
            }
            waiting.add(line);
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /// Stores what waits. Does not fail: what cannot be stored now is tried again the next time.
    public void flush() {
        var lines = take();
        if (lines.isEmpty()) {
            return;
        }
        try {
            append(lines);
        } catch (StoreFailure e) {
            giveBack(lines);
            LOG.warn("Step logs are kept back and stored later; nobody need act. {}", e.toString());
        }
    }

    /// Stores lines at once.
    ///
    /// @throws StoreFailure if they cannot be stored
    public void append(List<Line> lines) {
        database.inTransaction(
                "append to step logs",
                connection ->
                        Batch.run(
                                        connection,
                                        APPEND,
                                        lines,
                                        (line, parameters) ->
                                                parameters
                                                        .text(line.run().value())
                                                        .number(line.step().value())
                                                        .number(Micros.of(line.at()))
                                                        .text(
                                                                Texts.shown(
                                                                        line.message(),
                                                                        MAX_MESSAGE)))
                                .length);
    }

    private List<Line> take() {
        lock.lock();
        try {
            var lines = waiting;
            waiting = new ArrayList<>();
            if (dropped > 0) {
                LOG.warn(
                        "{} lines of step logs were dropped while they could not be stored.",
                        dropped);
                dropped = 0;
            }
            return lines;
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(List<Line> lines) {
        lock.lock();
        try {
            var all = new ArrayList<>(lines);
            all.addAll(waiting);
            int surplus = Math.max(0, all.size() - MAX_WAITING);
            dropped += surplus;
            waiting = new ArrayList<>(all.subList(surplus, all.size()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        flush();
    }
}
