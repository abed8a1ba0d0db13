package io.sluice.db.authored;

/// A workspace: everything that is stored belongs to one.
public record Project(String id, String name) {}
