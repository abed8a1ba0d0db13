package io.sluice.engine.node;

import java.util.List;

/// What must be known to reach a kind of outside system.
///
/// @param id stable: `aws`
/// @param title for people: "Amazon Web Services"
/// @param docs Markdown: what to create there and which rights it needs
/// @param fields what a person fills in
public record ConnectionType(String id, String title, String docs, List<Setting> fields) {
    public ConnectionType {
        fields = List.copyOf(fields);
    }

    /// One thing to fill in.
    ///
    /// @param secret kept encrypted, write-only
    /// @param example shown as a hint; for a secret an empty text
    public record Setting(
            String key,
            String title,
            String description,
            boolean required,
            boolean secret,
            String example) {}
}
