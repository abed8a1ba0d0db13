/// The rules: what a command means for a run. Pure.
@NullMarked
package io.sluice.engine.decide;

import org.jspecify.annotations.NullMarked;
