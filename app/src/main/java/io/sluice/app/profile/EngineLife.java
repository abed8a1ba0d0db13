package io.sluice.app.profile;

import io.sluice.app.observe.Rounds;
import io.sluice.db.Database;
import io.sluice.db.H2File;
import io.sluice.db.SignalListener;
import io.sluice.db.run.JdbcPeers;
import io.sluice.db.run.JdbcQuotas;
import io.sluice.db.run.JdbcResourceLocks;
import io.sluice.db.run.StepLogs;
import io.sluice.engine.runtime.EngineRuntime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Starts the engine before the web server takes requests, and stops it after the last of them.
@Component
class EngineLife implements SmartLifecycle {
    private static final Duration FLUSH = Duration.ofSeconds(1);

    /// How long a free lock tells when it was freed: longer than planning a change can take.
    private static final Duration FREE_LOCKS = Duration.ofMinutes(10);

    private final EngineRuntime runtime;
    private final StepLogs logs;
    private final Optional<FileUpkeep> upkeep;
    private final Database database;
    private final JdbcQuotas quotas;
    private final JdbcResourceLocks locks;
    private final JdbcPeers peers;
    private final InstantSource clock;
    private List<Rounds> rounds = List.of();
    private Optional<SignalListener> signals = Optional.empty();

    EngineLife(
            EngineRuntime runtime,
            StepLogs logs,
            Database database,
            JdbcQuotas quotas,
            JdbcResourceLocks locks,
            JdbcPeers peers,
            InstantSource clock) {
        this.runtime = runtime;
        this.logs = logs;
        this.quotas = quotas;
        this.locks = locks;
        this.peers = peers;
        this.clock = clock;
        this.database = database;
        upkeep =
                H2File.of(database)
                        .map(file ->
                                new FileUpkeep(file::tidy, file::shrink, runtime::hotRuns, clock));
    }

    @Override
    public synchronized void start() {
        quotas.refresh();
        peers.meet();
        runtime.start();
        signals = Optional.of(SignalListener.start(database, runtime::nudge));
        rounds =
                Stream.concat(
                                Stream.of(
                                        Rounds.start("step-logs", FLUSH, logs::flush),
                                        Rounds.start("limits", FLUSH, quotas::refresh),
                                        Rounds.start("peers", JdbcPeers.EVERY, peers::meet),
                                        Rounds.start("locks", FREE_LOCKS, this::forgetLocks)),
                                upkeep.stream()
                                        .map(work ->
                                                Rounds.start(
                                                        "file-upkeep", FileUpkeep.EVERY, work)))
                        .toList();
    }

    private void forgetLocks() {
        locks.forget(clock.instant().minus(FREE_LOCKS));
    }

    @Override
    public synchronized void stop() {
        if (isRunning()) {
            signals.ifPresent(SignalListener::close);
            runtime.close();
            peers.leave();
            rounds.forEach(Rounds::close);
            logs.flush();
            rounds = List.of();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return !rounds.isEmpty();
    }

    /// Below the web server's: started earlier, stopped later.
    @Override
    public int getPhase() {
        return 0;
    }
}
