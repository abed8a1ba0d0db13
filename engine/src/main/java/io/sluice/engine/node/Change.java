package io.sluice.engine.node;

import org.jspecify.annotations.Nullable;

/// One thing that would be different outside.
///
/// @param action what is done, as a verb in the provider's words: `ModifyNetworkInterfaceAttribute`
/// @param subject what it is done to: `arn:aws:…`, `eni-0aa…`, `incident`
/// @param property which property changes: `groups`; empty when the subject appears or goes
/// @param before its value now, as JSON-like data; null when unknown or absent
/// @param after its value then
/// @param summary one sentence for people: "Replace the security groups of eni-0aa… by
///   sg-quarantine"
public record Change(
        String action,
        String subject,
        String property,
        @Nullable Object before,
        @Nullable Object after,
        String summary) {
    public Change {
        before = io.sluice.engine.value.Values.normalise(before);
        after = io.sluice.engine.value.Values.normalise(after);
    }
}
