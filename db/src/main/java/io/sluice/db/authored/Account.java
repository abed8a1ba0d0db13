package io.sluice.db.authored;

import java.time.Instant;
import java.util.Set;

/// A person who may sign in.
///
/// @param roles in the project it was asked for
public record Account(
        String name, String passwordHash, boolean disabled, Set<String> roles, Instant createdAt) {
    public Account {
        roles = Set.copyOf(roles);
    }
}
