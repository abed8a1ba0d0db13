package io.sluice.app.provider;

/// Why somebody does not get in by an identity provider.
final class ProviderFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    private ProviderFailure(String message, boolean unreachable) {
        super(message, null, false, false);
        this.unreachable = unreachable;
    }

    /// What came is not to be believed.
    static ProviderFailure refused(String message) {
        return new ProviderFailure(message, false);
    }

    /// The provider did not answer, or not as one does.
    static ProviderFailure unreachable(Provider provider, Exception cause) {
        return new ProviderFailure(
                provider.id() + " did not answer as expected: " + cause.getMessage(), true);
    }

    /// Whether it is for the provider to mend.
    boolean isUnreachable() {
        return unreachable;
    }

    String reason() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}
