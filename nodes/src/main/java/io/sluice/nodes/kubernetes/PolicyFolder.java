package io.sluice.nodes.kubernetes;

import java.nio.file.Path;

/// The one folder into which policies may be written as files. Provided as a service of the node
/// environment where an administrator has named one.
public record PolicyFolder(Path root) {}
