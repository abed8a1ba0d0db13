package io.sluice.sandbox.world;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a new machine shall be.
///
/// @param name generated when absent
public record Launch(
        @Nullable String name,
        boolean publicIp,
        int interfaces,
        String instanceType,
        String region,
        Map<String, String> tags,
        Vm.Fate fate) {
    public Launch {
        tags = Map.copyOf(tags);
    }
}
