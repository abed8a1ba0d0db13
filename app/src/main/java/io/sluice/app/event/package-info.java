/// What came in.
@NullMarked
package io.sluice.app.event;

import org.jspecify.annotations.NullMarked;
