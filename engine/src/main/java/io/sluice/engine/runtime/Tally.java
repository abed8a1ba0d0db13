package io.sluice.engine.runtime;

import io.sluice.engine.port.Children;
import io.sluice.engine.port.Children.Begun;
import io.sluice.engine.run.EffectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far the runs are that one step has begun. Read from the store again and again; those before
/// the first that has not ended are not read twice.
final class Tally {
    private static final int PAGE = 500;

    private final EffectKey group;
    private final Optional<Instant> again;

    /// All before this one have ended for good.
    private int low;

    private int doneBefore;
    private int failedBefore;

    private int next;
    private int done;
    private int failed;
    private List<Integer> missing = List.of();
    private List<Begun> open = List.of();
    private List<Begun> once = List.of();
    private Optional<Begun> firstFailed = Optional.empty();

    /// @param again when a person asked for what had failed by then to be tried once more
    Tally(EffectKey group, Optional<Instant> again) {
        this.group = group;
        this.again = again;
    }

    /// Reads what has changed.
    ///
    /// @return whether anything has
    boolean read(Children children) {
        int before = done + failed + next;
        done = doneBefore;
        failed = failedBefore;
        next = low;
        missing = new ArrayList<>();
        open = new ArrayList<>();
        once = new ArrayList<>();
        int size;
        do {
            var page = children.begun(group, next, PAGE);
            page.forEach(this::add);
            size = page.size();
        } while (size == PAGE);
        return done + failed + next != before;
    }

    private void add(Begun child) {
        for (int index = next; index < child.index(); index++) {
            missing.add(index);
        }
        next = child.index() + 1;
        switch (child.outcome()) {
            case RUNNING -> open.add(child);
            case DONE -> done++;
            case FAILED, CANCELED -> {
                if (again.isPresent() && child.endedAt().filter(again.get()::isBefore).isEmpty()) {
                    once.add(child);
                } else {
                    failed++;
                    firstFailed = firstFailed.or(() -> Optional.of(child));
                }
            }
        }
        if (missing.isEmpty() && open.isEmpty() && once.isEmpty()) {
            low = next;
            doneBefore = done;
            failedBefore = failed;
        }
    }

    /// The index after the last that was begun.
    int next() {
        return next;
    }

    int done() {
        return done;
    }

    int failed() {
        return failed;
    }

    /// Those that run.
    List<Begun> open() {
        return open;
    }

    /// Those that could not be begun in their turn.
    List<Integer> missing() {
        return missing;
    }

    /// Those that have failed and are to be tried once more.
    List<Begun> once() {
        return once;
    }

    Optional<Begun> firstFailed() {
        return firstFailed;
    }

    /// Places that are taken, or are about to be.
    int busy() {
        return open.size() + missing.size() + once.size();
    }
}
