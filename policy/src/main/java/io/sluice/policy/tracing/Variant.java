package io.sluice.policy.tracing;

/// Which way of writing a policy.
public enum Variant {
    /// Hooks in the kernel's security layer, addresses in every form, exceptions for what
    /// containers need to start.
    SAFE,
    /// As in the vendor's published example: on the system call, IPv4 only. Scoped all the same.
    /// Only the metadata recipe knows it.
    DOCUMENT
}
