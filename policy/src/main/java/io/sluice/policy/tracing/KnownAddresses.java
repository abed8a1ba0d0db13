package io.sluice.policy.tracing;

import java.util.Set;

/// Addresses at which clouds tell an instance about itself and hand out its credentials.
public final class KnownAddresses {
    private static final Set<String> METADATA =
            Set.of(
                    "169.254.169.254",
                    "fd00:ec2::254",
                    "169.254.170.2",
                    "169.254.170.23",
                    "168.63.129.16",
                    "100.100.100.200");

    private KnownAddresses() {}

    /// AWS (instances, tasks, pod identity), Azure, Google Cloud, Alibaba Cloud.
    public static boolean isMetadata(String address) {
        return METADATA.contains(address);
    }
}
