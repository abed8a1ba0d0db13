package io.sluice.policy.lifecycle;

/// What somebody may do with policies.
public enum Right {
    /// Generate, ask for a review, tune, withdraw.
    OPERATE,
    /// Promote what others have made.
    APPROVE,
    /// Promote also what one has made oneself, where an installation has one person only.
    APPROVE_OWN,
    /// Enforce at once, with a reason and an end.
    BREAK_GLASS
}
