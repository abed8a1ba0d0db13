package io.sluice.app.profile;

import io.sluice.app.observe.Rounds;
import io.sluice.db.Database;
import io.sluice.db.H2File;
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

    private final EngineRuntime runtime;
    private final StepLogs logs;
    private final Optional<FileUpkeep> upkeep;
    private List<Rounds> rounds = List.of();

    EngineLife(EngineRuntime runtime, StepLogs logs, Database database, InstantSource clock) {
        this.runtime = runtime;
        this.logs = logs;
        upkeep =
                H2File.of(database)
                        .map(file ->
                                new FileUpkeep(file::tidy, file::shrink, runtime::hotRuns, clock));
    }

    @Override
    public synchronized void start() {
        runtime.start();
        rounds =
                Stream.concat(
                                Stream.of(Rounds.start("step-logs", FLUSH, logs::flush)),
                                upkeep.stream()
                                        .map(work ->
                                                Rounds.start(
                                                        "file-upkeep", FileUpkeep.EVERY, work)))
                        .toList();
    }

    @Override
    public synchronized void stop() {
        if (isRunning()) {
            runtime.close();
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
