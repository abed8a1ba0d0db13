/// The simulated outside world, when it is on.
@NullMarked
package io.sluice.app.sandbox;

import org.jspecify.annotations.NullMarked;
