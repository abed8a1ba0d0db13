package io.sluice.db.authored;

import java.time.Instant;

/// A version of a workflow. It never changes.
///
/// @param document the document's JSON text
/// @param hash SHA-256 of the document's text, in hexadecimal digits
public record PublishedVersion(
        String workflow,
        int version,
        String document,
        String hash,
        String comment,
        Instant publishedAt,
        String publishedBy) {}
