package io.sluice.db.authored;

/// What should be changed does not exist (any more), or not in this project.
public final class NotThere extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotThere(String what, String name) {
        super("Expected the %s '%s' to exist, found none.".formatted(what, name));
    }
}
