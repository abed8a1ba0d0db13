package io.sluice.app.security;

/// Writes down what known callers were denied.
public interface Denials {
    /// @param subject what it was about; may be empty
    /// @param code of the error the caller is told
    void denied(Caller caller, Action action, String subject, String code);
}
