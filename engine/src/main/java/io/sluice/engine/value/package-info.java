/// Values that travel through a run: JSON-like trees of plain Java types.
@NullMarked
package io.sluice.engine.value;

import org.jspecify.annotations.NullMarked;
