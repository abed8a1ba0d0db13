package io.sluice.app.security;

import java.util.Optional;

/// Who is known. Roles are read anew for each request, so that taking one away works at once.
public interface Accounts {
    /// The caller behind a live token.
    ///
    /// @param remote address of the client
    Optional<Caller> byToken(String token, String remote);

    /// The user of a session, unless disabled.
    Optional<Caller> byName(String user, String remote);
}
