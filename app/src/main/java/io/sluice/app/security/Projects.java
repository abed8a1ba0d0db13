package io.sluice.app.security;

/// Everything that is stored belongs to a project. One is there from the beginning.
public final class Projects {
    public static final String DEFAULT = "default";

    private Projects() {}
}
