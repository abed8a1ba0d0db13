package io.sluice.db.authored;

/// There is something of this name or id already: nothing was changed.
public final class NameTaken extends RuntimeException {
    private static final long serialVersionUID = 1;

    NameTaken(String what, String name) {
        super("Expected a new %s, found that '%s' exists; choose another.".formatted(what, name));
    }
}
