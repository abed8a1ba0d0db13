/// Metrics, health, and what is told to whoever watches.
@NullMarked
package io.sluice.app.observe;

import org.jspecify.annotations.NullMarked;
