package io.sluice.engine.port;

import io.sluice.engine.node.Change;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import java.util.List;
import java.util.Optional;

/// What people have agreed to: a change that comes after an approval is made as it was shown to
/// them, or not at all.
public interface Consents {
    Consents NONE = _ -> Optional.empty();

    /// The code of a step whose change is no longer the one that was agreed to.
    String LAPSED = "approval.lapsed";

    /// Asked when a change has been planned, before its intent is stored.
    ///
    /// @return why it may not be made like this; empty when it may
    Optional<String> objection(Wish wish);

    /// A change that is about to be declared.
    record Wish(RunState state, Step step, EffectKey key, List<Change> changes) {
        public Wish {
            changes = List.copyOf(changes);
        }
    }
}
