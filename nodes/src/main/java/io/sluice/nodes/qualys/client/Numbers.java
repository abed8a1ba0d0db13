package io.sluice.nodes.qualys.client;

import java.util.Optional;

/// Reads numbers as Qualys writes them.
final class Numbers {
    private Numbers() {}

    /// The whole number a text stands for, if it stands for one.
    static Optional<Long> whole(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
