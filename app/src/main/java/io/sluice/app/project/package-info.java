/// Workspaces, and who has which part in them.
@NullMarked
package io.sluice.app.project;

import org.jspecify.annotations.NullMarked;
