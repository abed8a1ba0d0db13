/// Figures about many runs, for the people who answer for them.
@NullMarked
package io.sluice.app.dashboard;

import org.jspecify.annotations.NullMarked;
