package io.sluice.app.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/// Keeps the file of the embedded database from growing without end: tidies it in idle moments for
/// as long as there is something to do, and now and then even if there are none, for a file under
/// steady load grows most. When nothing is left to tidy and nothing else goes on, it gives room in
/// the file back to the disk.
///
/// After a round that found nothing to do it lets [#REST] go by.
final class FileUpkeep implements Runnable {
    /// How often to look.
    static final Duration EVERY = Duration.ofSeconds(2);

    static final Duration REST = Duration.ofSeconds(30);

    /// How long it waits for an idle moment, at most.
    static final Duration PATIENCE = Duration.ofSeconds(4);

    /// Idle is when no more runs than this are worked on.
    private static final int FEW = 4;

    private final BooleanSupplier tidy;
    private final BooleanSupplier shrink;
    private final IntSupplier hotRuns;
    private final InstantSource clock;
    private Instant last;
    private boolean more = true;

    /// @param tidy does a little, and tells whether there was anything to do
    /// @param shrink makes the file a little smaller, and tells whether there was anything to do
    /// @param hotRuns how many runs are worked on just now
    FileUpkeep(
            BooleanSupplier tidy,
            BooleanSupplier shrink,
            IntSupplier hotRuns,
            InstantSource clock) {
        this.tidy = tidy;
        this.shrink = shrink;
        this.hotRuns = hotRuns;
        this.clock = clock;
        last = clock.instant();
    }

    @Override
    public void run() {
        var now = clock.instant();
        if (due(Duration.between(last, now))) {
            more = tidy.getAsBoolean() || (hotRuns.getAsInt() == 0 && shrink.getAsBoolean());
            last = now;
        }
    }

    private boolean due(Duration since) {
        boolean idle = hotRuns.getAsInt() <= FEW;
        if (more) {
            return idle || since.compareTo(PATIENCE) >= 0;
        }
        return since.compareTo(idle ? REST : REST.plus(PATIENCE)) >= 0;
    }
}
