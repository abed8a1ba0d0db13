/// Databases as released versions have left them, to be upgraded.
@NullMarked
package io.sluice.db.golden;

import org.jspecify.annotations.NullMarked;
