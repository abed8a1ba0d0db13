package io.sluice.db.authored;

import java.io.Serializable;

/// Who has which role where.
record RoleId(String userName, String project, String role) implements Serializable {}
