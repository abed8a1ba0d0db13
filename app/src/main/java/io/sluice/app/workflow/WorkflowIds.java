package io.sluice.app.workflow;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;

/// Ids of new workflows: readable, and never used before.
final class WorkflowIds {
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int READABLE = 40;
    private static final int RANDOM = 6;
    private static final SecureRandom SOURCE = new SecureRandom();

    private WorkflowIds() {}

    /// `internet-facing-vm-7kq2mx` for "Internet-facing VM".
    static String fresh(String name) {
        var plain =
                Normalizer.normalize(name, Normalizer.Form.NFKD)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+", "");
        var readable = plain.substring(0, Math.min(READABLE, plain.length())).replaceAll("-+$", "");
        var id = new StringBuilder(readable.isEmpty() ? "workflow" : readable).append('-');
        for (int i = 0; i < RANDOM; i++) {
            id.append(ALPHABET.charAt(SOURCE.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
