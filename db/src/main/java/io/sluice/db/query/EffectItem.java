package io.sluice.db.query;

import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A change of the outside, as people see it.
///
/// @param changes what it changes: maps with `action`, `subject`, `property`, `before`, `after`,
///   `summary`
/// @param result what the provider answered; empty before
/// @param adopted it was found made rather than made
/// @param undoes the change that this one undoes
/// @param undoneBy the change that undid this one
public record EffectItem(
        EffectKey key,
        RunId run,
        StepId step,
        String node,
        String effectClass,
        Status status,
        Map<String, @Nullable Object> request,
        List<Map<String, @Nullable Object>> changes,
        Map<String, @Nullable Object> result,
        boolean adopted,
        boolean undoable,
        Optional<EffectKey> undoes,
        Optional<EffectKey> undoneBy,
        Instant declaredAt,
        Instant deadline,
        Optional<Instant> settledAt) {

    /// PLANNED (a dry run, for ever) · INTENDED → APPLIED → UNDONE · INTENDED → RELEASED (known not
    /// to have been made; may yet be) · INTENDED → DOUBTED → APPLIED or RELEASED.
    public enum Status {
        PLANNED,
        INTENDED,
        APPLIED,
        RELEASED,
        DOUBTED,
        UNDONE
    }
}
