/// The deterministic simulator: the real runtime, several times over, on clocks, threads, a store
/// and an outside world that one seed decides.
@NullMarked
package io.sluice.engine.simulation;

import org.jspecify.annotations.NullMarked;
