/// The life of a run: commands, events, state. Pure.
@NullMarked
package io.sluice.engine.run;

import org.jspecify.annotations.NullMarked;
