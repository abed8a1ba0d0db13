/// The shell that drives runs: claim, run nodes, decide, commit. The only impure part.
@NullMarked
package io.sluice.engine.runtime;

import org.jspecify.annotations.NullMarked;
