package io.sluice.app.security;

/// Writes down what was asked in the name of somebody and refused before it was looked at, or was
/// about a thing that is not there for them.
public interface Refusals {
    /// @param what method and path
    /// @param code of the error that was answered
    void refused(Caller caller, String what, String code);
}
