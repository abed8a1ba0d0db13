package io.sluice.policy.tracing;

/// Why a policy would be refused, ignored, or mean something else than it seems to.
///
/// @param pointer where, as a JSON pointer: `/spec/kprobes/0/selectors/1`
/// @param rule a stable code, such as `operator.type`
/// @param message what was expected and what was found
public record Flaw(String pointer, String rule, String message) {
    @Override
    public String toString() {
        return pointer + " [" + rule + "] " + message;
    }
}
