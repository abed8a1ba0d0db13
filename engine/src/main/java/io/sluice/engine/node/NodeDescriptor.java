package io.sluice.engine.node;

import java.util.List;
import java.util.Map;

/// What people and programs must know to use a node type or trigger type. The editor draws its form
/// and its documentation from this and from the schemas.
///
/// @param id stable, lower case, dotted: `aws.ec2.quarantine`
/// @param version of its configuration; raised when an old configuration no longer means the same
/// @param title for people: "Quarantine instance"
/// @param category where the palette shows it: "Cloud Action", "Qualys Action", "Approval",
///   "Tagging", "HTTP", "Flow", "Trigger"
/// @param icon a Tabler icon name without prefix: `shield-lock`
/// @param summary one sentence for the palette
/// @param docs Markdown: what it does, limits, what happens on retry and undo
/// @param searchWords synonyms the palette finds it by: "isolate", "contain"
/// @param connectionType id of the connection type its `connection` field names, or empty
/// @param errors error codes it may fail with, each with what it means
/// @param permissions what it needs outside: IAM actions, roles, scopes
/// @param purpose what its change is for; [Purpose#OTHER] for what changes nothing outside
public record NodeDescriptor(
        String id,
        int version,
        String title,
        String category,
        String icon,
        String summary,
        String docs,
        List<String> searchWords,
        String connectionType,
        Map<String, String> errors,
        List<String> permissions,
        Purpose purpose) {
    public NodeDescriptor {
        searchWords = List.copyOf(searchWords);
        errors = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(errors));
        permissions = List.copyOf(permissions);
    }

    /// Of no particular purpose.
    public NodeDescriptor(
            String id,
            int version,
            String title,
            String category,
            String icon,
            String summary,
            String docs,
            List<String> searchWords,
            String connectionType,
            Map<String, String> errors,
            List<String> permissions) {
        this(
                id,
                version,
                title,
                category,
                icon,
                summary,
                docs,
                searchWords,
                connectionType,
                errors,
                permissions,
                Purpose.OTHER);
    }

    /// The same, of this purpose.
    public NodeDescriptor serving(Purpose served) {
        return new NodeDescriptor(
                id,
                version,
                title,
                category,
                icon,
                summary,
                docs,
                searchWords,
                connectionType,
                errors,
                permissions,
                served);
    }
}
