package io.sluice.app.run;

import io.sluice.db.Tried;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a run tries a draft.
///
/// @param pins nodes that are not carried out
/// @param from where it began in the place of the start node
/// @param until it ends when this node has been left
public record TrialView(List<String> pins, @Nullable String from, @Nullable String until) {
    static TrialView of(Tried tried) {
        return new TrialView(tried.pins(), tried.from().orElse(null), tried.until().orElse(null));
    }
}
