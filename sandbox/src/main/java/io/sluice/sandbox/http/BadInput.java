package io.sluice.sandbox.http;

/// A request that cannot be read at all; each vendor tells its caller so in its own words.
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInput(String message) {
        super(message);
    }
}
