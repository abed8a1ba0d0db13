/// Messages that runs wait for.
@NullMarked
package io.sluice.app.message;

import org.jspecify.annotations.NullMarked;
