package io.sluice.app.secret.reference;

/// A kind of place that secrets are read from.
interface SecretSource {
    /// What its references begin with: `vault`.
    String scheme();

    /// Whether the installation is set up to reach it.
    boolean configured();

    /// The secret as it is now, never empty.
    ///
    /// @throws UnresolvedSecret if it cannot be had
    String read(SecretReference reference);
}
