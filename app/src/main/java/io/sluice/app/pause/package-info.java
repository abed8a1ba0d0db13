/// What people stop for a while: a run, a workflow, everything.
@NullMarked
package io.sluice.app.pause;

import org.jspecify.annotations.NullMarked;
