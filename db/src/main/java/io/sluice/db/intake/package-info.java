/// What came in: trigger events and ticks of schedules, each once.
@NullMarked
package io.sluice.db.intake;

import org.jspecify.annotations.NullMarked;
