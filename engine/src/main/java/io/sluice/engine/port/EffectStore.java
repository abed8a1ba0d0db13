package io.sluice.engine.port;

import io.sluice.engine.run.EffectKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The effect ledger, for reading; it is written by commits.
public interface EffectStore {
    Optional<RecordedEffect> find(EffectKey key);

    /// A change as it was declared.
    ///
    /// @param request the plan
    /// @param result what the provider answered, once known; empty before
    /// @param deadline when the latest call had ended, at the latest: as declared, or when it was
    ///   last doubted
    record RecordedEffect(
            EffectKey key,
            String effectClass,
            Map<String, @Nullable Object> request,
            Map<String, @Nullable Object> result,
            Instant deadline) {

        /// After a call whose outcome is in doubt since this moment.
        public RecordedEffect doubtedAt(Instant at) {
            return new RecordedEffect(
                    key, effectClass, request, result, at.isAfter(deadline) ? at : deadline);
        }
    }
}
