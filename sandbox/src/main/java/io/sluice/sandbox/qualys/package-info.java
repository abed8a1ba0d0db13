/// The Qualys API server: which of its two families a call belongs to.
@NullMarked
package io.sluice.sandbox.qualys;

import org.jspecify.annotations.NullMarked;
