package io.sluice.app.secret;

import org.jspecify.annotations.Nullable;

/// A sealed secret cannot be opened.
public final class UnreadableSecret extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableSecret(String purpose, @Nullable Throwable cause) {
        super(
                "Expected the secret '"
                        + purpose
                        + "' to open with this master key, it does not; give SLUICE_MASTER_KEY (or"
                        + " the file master.key) the value it was stored with, or enter the secret"
                        + " anew.",
                cause);
    }
}
