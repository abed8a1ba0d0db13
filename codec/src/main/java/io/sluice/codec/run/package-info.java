/// JSON text of runs, their events and their commands, as they are stored.
@NullMarked
package io.sluice.codec.run;

import org.jspecify.annotations.NullMarked;
