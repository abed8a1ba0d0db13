package io.sluice.app.run;

import io.sluice.engine.port.Children.Begun;
import io.sluice.engine.port.Children.Outcome;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of one item of a for-each, or of what a call has called.
///
/// @param index of the item, from 0
/// @param run that carries it out, the latest if there were several
/// @param attempt which run for this item it is, from 1
/// @param outcome `running`, `done`, `failed` or `canceled`
/// @param result what it gave back; null until it has ended well
/// @param failure why it has failed; null if it has not
record ItemView(
        int index,
        String run,
        int attempt,
        String outcome,
        @Nullable Map<String, @Nullable Object> result,
        StepView.@Nullable FailureView failure,
        @Nullable Instant endedAt) {

    static ItemView of(Begun begun) {
        return new ItemView(
                begun.index(),
                begun.run().value(),
                begun.attempt(),
                begun.outcome().name().toLowerCase(Locale.ROOT),
                begun.outcome() == Outcome.DONE ? begun.output() : null,
                begun.failure().map(StepView.FailureView::of).orElse(null),
                begun.endedAt().orElse(null));
    }
}
