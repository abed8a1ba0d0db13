package io.sluice.app.security;

import java.util.Optional;
import java.util.Set;

/// Which workflows of a project somebody sees, with all that belongs to them, in lists, searches,
/// counts and streams.
///
/// @param only these; all if empty
public record Sight(Optional<Set<String>> only) {
    static final Sight ALL = new Sight(Optional.empty());

    public boolean all() {
        return only.isEmpty();
    }

    public boolean sees(String workflow) {
        return only.isEmpty() || only.get().contains(workflow);
    }
}
