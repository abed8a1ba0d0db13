package io.sluice.app.security;

/// Everything that is stored belongs to a project; so far there is one.
public final class Projects {
    public static final String DEFAULT = "default";

    private Projects() {}
}
