package io.sluice.policy.register;

/// What a draft has become.
///
/// @param changed whether it began a generation; a draft that says what the register knows does not
public record Registered(PolicyRecord policy, boolean changed) {}
