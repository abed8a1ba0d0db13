package io.sluice.app.security;

/// The address at which people reach this server.
public interface OwnAddress {
    /// Without a slash at its end: `https://sluice.example.com`.
    String url();
}
