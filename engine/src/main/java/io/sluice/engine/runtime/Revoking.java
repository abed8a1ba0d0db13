package io.sluice.engine.runtime;

import io.sluice.engine.port.Children.Begun;
import io.sluice.engine.port.StoredRun;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Undoes what the runs of one step have changed: the latest first, one at a time.
final class Revoking {
    private static final int PAGE = 500;

    private final Workshop shop;
    private final Step step;
    private final EffectKey group;

    Revoking(Workshop shop, Step step, EffectKey group) {
        this.shop = shop;
        this.step = step;
        this.group = group;
    }

    /// @param leave whether to leave the rest to a later look, asked again and again
    List<Command> revoke(Duration stay, Command later, BooleanSupplier leave) {
        var pages = new ArrayDeque<Integer>();
        for (int from = 0; ; ) {
            var page = shop.ports().runs().children().begun(group, from, PAGE);
            if (!page.isEmpty()) {
                pages.push(from);
            }
            if (page.size() < PAGE) {
                break;
            }
            from = page.getLast().index() + 1;
        }
        for (int from : pages) {
            var page = shop.ports().runs().children().begun(group, from, PAGE);
            var stored = shop.ports().runs().load(page.stream().map(Begun::run).toList());
            for (var child : page.reversed()) {
                var run = Optional.ofNullable(stored.get(child.run()));
                if (run.filter(Revoking::hasChanged).isPresent()
                        && !revoked(run.get(), stay, leave)) {
                    return List.of(later);
                }
            }
        }
        return List.of(new Command.CompleteStep(step.id(), Map.of(), Map.of()));
    }

    private static boolean hasChanged(StoredRun run) {
        return !run.state().undoable().isEmpty();
    }

    /// @return false when it takes longer than we want to stay
    private boolean revoked(StoredRun run, Duration stay, BooleanSupplier leave) {
        var id = run.state().id();
        if (run.state().status() != RunStatus.CANCELING) {
            cancel(shop, id, true, "What it was begun for is undone.");
        }
        long until = shop.machine().nanoTime().getAsLong() + stay.toNanos();
        while (shop.machine().nanoTime().getAsLong() < until && !leave.getAsBoolean()) {
            if (shop.loads().ask(id).filter(now -> now.state().status().ended()).isPresent()) {
                return true;
            }
            shop.family().await(group, Duration.ofMillis(200));
        }
        return false;
    }

    static void cancel(Workshop shop, RunId run, boolean undo, String why) {
        shop.runs().get().submit(run, new Command.CancelRun(undo, Actor.ENGINE, why), List.of());
    }
}
