/// Every error that leaves, as a problem with a stable code.
@NullMarked
package io.sluice.app.problem;

import org.jspecify.annotations.NullMarked;
