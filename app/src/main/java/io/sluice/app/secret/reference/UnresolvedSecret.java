package io.sluice.app.secret.reference;

/// A secret that is kept elsewhere cannot be had. The message names the reference and never holds a
/// value, nor what the other side answered.
public final class UnresolvedSecret extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private UnresolvedSecret(
            SecretReference reference, String expected, String found, boolean passing) {
        super("Expected " + expected + " for the secret " + reference + ", found " + found + ".");
        this.passing = passing;
    }

    static UnresolvedSecret permanent(SecretReference reference, String expected, String found) {
        return new UnresolvedSecret(reference, expected, found, false);
    }

    static UnresolvedSecret passing(SecretReference reference, String expected, String found) {
        return new UnresolvedSecret(reference, expected, found, true);
    }

    /// Whether trying again may help.
    public boolean passing() {
        return passing;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
