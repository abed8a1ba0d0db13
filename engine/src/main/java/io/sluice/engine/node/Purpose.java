package io.sluice.engine.node;

/// What a node type's change is for. Figures about a security team's work are counted by it: how
/// long until something was contained, how long until it was patched.
public enum Purpose {
    /// Limits harm at once: isolates, blocks, stops, encrypts or deletes what is exposed.
    CONTAIN,
    /// Takes the weakness away: installs patches, upgrades, replaces.
    PATCH,
    /// Gives back what was contained.
    RESTORE,
    /// Finds out: begins a scan or another examination.
    ASSESS,
    /// Marks: tags and labels.
    LABEL,
    /// Keeps books and tells people: tickets, changes, messages.
    NOTIFY,
    /// None of these, or it depends on the configuration.
    OTHER
}
