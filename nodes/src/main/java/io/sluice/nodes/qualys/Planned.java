package io.sluice.nodes.qualys;

/// What stands in a dry run for what only Qualys will know.
final class Planned {
    /// For a text.
    static final String TEXT = "(planned)";

    /// For an id: Qualys gives none below 1.
    static final long ID = 0;

    private Planned() {}
}
