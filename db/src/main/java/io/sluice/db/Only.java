package io.sluice.db;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/// What belongs to some workflows alone, as a parameter of `in (:only)`.
public final class Only {
    /// No workflow has this id.
    private static final List<String> NOBODY = List.of(" ");

    private Only() {}

    public static Collection<String> of(Set<String> workflows) {
        return workflows.isEmpty() ? NOBODY : workflows;
    }
}
