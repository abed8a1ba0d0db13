/// The time that all processes agree on.
@NullMarked
package io.sluice.app.clock;

import org.jspecify.annotations.NullMarked;
