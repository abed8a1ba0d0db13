package io.sluice.app.policy;

import io.sluice.policy.register.PolicyKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Ids of policies. The same key has the same id, so that two who enter it at once meet.
public final class PolicyIds {
    private PolicyIds() {}

    public static String of(String project, PolicyKey key) {
        try {
            var text =
                    String.join(
                            "\n",
                            project,
                            key.cluster(),
                            key.namespace(),
                            key.workload(),
                            key.category(),
                            key.kind().name());
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "p-" + HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
