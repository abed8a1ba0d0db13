package io.sluice.engine.node;

/// What an administrator of the outside system can use as it is, so that an account may do what
/// workflows need and nothing else.
///
/// @param title for people: "IAM policy"
/// @param language `json`, `yaml` or `text`
/// @param note what to do with it, one or two sentences
public record PermissionDocument(String title, String language, String text, String note) {}
