package io.sluice.db;

/// The database did not do what it was asked. Unless it says otherwise nothing was stored; whoever
/// cannot know (the connection broke during a commit) loads again.
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
