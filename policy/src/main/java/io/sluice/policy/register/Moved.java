package io.sluice.policy.register;

import io.sluice.policy.lifecycle.Decision;

/// What became of a move.
public sealed interface Moved {
    /// @param policy as it stands now
    /// @param again whether it had been made before under the same key; nothing was changed
    record Done(PolicyRecord policy, boolean again) implements Moved {}

    record Refused(Decision.RefusalCode code, String message) implements Moved {}

    record NotFound() implements Moved {}
}
