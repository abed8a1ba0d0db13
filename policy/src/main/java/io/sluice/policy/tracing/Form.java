package io.sluice.policy.tracing;

/// Whether a policy watches or stops.
public enum Form {
    /// Its actions only report. Action `Post`, which every agent understands: an agent older than
    /// 1.4 would ignore the option `policy-mode: monitor` in silence, and kill.
    AUDIT,
    /// Its actions stop what they match.
    ENFORCE
}
