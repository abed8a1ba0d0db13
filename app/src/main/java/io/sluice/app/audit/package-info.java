/// Who did what.
@NullMarked
package io.sluice.app.audit;

import org.jspecify.annotations.NullMarked;
