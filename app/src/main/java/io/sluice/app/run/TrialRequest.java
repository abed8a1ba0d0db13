package io.sluice.app.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a draft is to be tried.
///
/// @param pins by node: what stands in for carrying it out
/// @param from begin at this node in the place of the start node
/// @param until end when this node has been left
record TrialRequest(
        @Nullable Map<String, @Nullable PinRequest> pins,
        @Nullable String from,
        @Nullable String until) {

    /// Either an output or an error.
    record PinRequest(@Nullable Map<String, @Nullable Object> output, @Nullable PinError error) {}

    record PinError(@Nullable String code, @Nullable String message) {}
}
