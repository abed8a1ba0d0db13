/// Runs: start, list, look at, follow, cancel, mend.
@NullMarked
package io.sluice.app.run;

import org.jspecify.annotations.NullMarked;
