package io.sluice.app.profile;

import io.sluice.app.observe.Rounds;
import io.sluice.db.run.StepLogs;
import io.sluice.engine.runtime.EngineRuntime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Starts the engine before the web server takes requests, and stops it after the last of them.
@Component
class EngineLife implements SmartLifecycle {
    private static final Duration FLUSH = Duration.ofSeconds(1);

    private final EngineRuntime runtime;
    private final StepLogs logs;
    private @Nullable Rounds flushing;

    EngineLife(EngineRuntime runtime, StepLogs logs) {
        this.runtime = runtime;
        this.logs = logs;
    }

    @Override
    public synchronized void start() {
        runtime.start();
        flushing = Rounds.start("step-logs", FLUSH, logs::flush);
    }

    @Override
    public synchronized void stop() {
        var rounds = flushing;
        if (rounds != null) {
            runtime.close();
            rounds.close();
            logs.flush();
            flushing = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return flushing != null;
    }

    /// Below the web server's: started earlier, stopped later.
    @Override
    public int getPhase() {
        return 0;
    }
}
