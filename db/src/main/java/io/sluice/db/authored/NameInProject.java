package io.sluice.db.authored;

import java.io.Serializable;

/// A name that is unique in its project.
record NameInProject(String project, String name) implements Serializable {}
