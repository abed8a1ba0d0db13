package io.sluice.engine.port;

/// Something in the store is of a form that this process does not know: a newer one has written it.
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param what "run r1", "version 3 of workflow 'w'"
    public Unreadable(String what, String why) {
        super("Expected " + what + " to be of a form this release reads, found: " + why);
    }
}
