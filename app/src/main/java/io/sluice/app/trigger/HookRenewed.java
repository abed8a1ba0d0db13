package io.sluice.app.trigger;

/// Told in this process when an address that all workflows share has a new secret: of those before
/// it only one still opens.
///
/// @param hook such as [FindingTriggers#CDR]
public record HookRenewed(String hook) {}
