/// The two ways to run, each on one screen.
@NullMarked
package io.sluice.app.profile;

import org.jspecify.annotations.NullMarked;
