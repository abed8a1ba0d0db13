package io.sluice.db.authored;

import java.time.Instant;
import java.util.Optional;

/// A workflow as its author left it.
///
/// @param document the document's JSON text
/// @param revision counts the drafts that were saved, from 1
/// @param publishedVersion the version that triggers start
public record WorkflowDraft(
        String id,
        String project,
        String name,
        String description,
        String document,
        long revision,
        Optional<Integer> publishedVersion,
        boolean enabled,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {}
