package io.sluice.sandbox.aws;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The DNS names that AWS derives from addresses.
final class Addresses {
    private Addresses() {}

    static String privateName(String region, String ip) {
        String dashed = "ip-" + ip.replace('.', '-');
        return region.equals("us-east-1")
                ? dashed + ".ec2.internal"
                : dashed + "." + region + ".compute.internal";
    }

    static String publicName(String region, @Nullable String ip) {
        if (ip == null) {
            return "";
        }
        String zone =
                region.equals("us-east-1")
                        ? "compute-1"
                        : region.toLowerCase(Locale.ROOT) + ".compute";
        return "ec2-%s.%s.amazonaws.com".formatted(ip.replace('.', '-'), zone);
    }
}
