package io.sluice.app.session;

import java.util.List;

/// Ways in beside the password.
public interface OtherWays {
    /// An identity provider.
    ///
    /// @param id in `/api/v1/session/providers/{id}`
    /// @param title what its button says after "Sign in with"
    record Way(String id, String title) {}

    List<Way> list();
}
