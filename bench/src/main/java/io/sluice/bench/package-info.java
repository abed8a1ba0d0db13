/// Whole-system workloads: what the engine does on a real database, measured and recorded.
@NullMarked
package io.sluice.bench;

import org.jspecify.annotations.NullMarked;
