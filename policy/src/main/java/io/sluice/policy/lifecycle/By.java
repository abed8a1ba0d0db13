package io.sluice.policy.lifecycle;

import java.util.Set;

/// Who makes a move.
///
/// @param kind `user`, `token`, `trigger` or `engine`
/// @param person the name of the person behind it; for `trigger` and `engine` the name of the thing
public record By(String kind, String person, Set<Right> rights) {
    /// The product itself: it carries out, reports and ends, and never decides.
    public static final By ENGINE = new By("engine", "engine", Set.of());

    public By {
        rights = Set.copyOf(rights);
    }

    boolean isPerson() {
        return kind.equals("user") || kind.equals("token");
    }
}
