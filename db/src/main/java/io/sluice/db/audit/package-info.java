/// Who did what: a log that shows when it was tampered with.
@NullMarked
package io.sluice.db.audit;

import org.jspecify.annotations.NullMarked;
