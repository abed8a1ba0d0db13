/// JSON text of values, and canonical text to hash.
@NullMarked
package io.sluice.codec.value;

import org.jspecify.annotations.NullMarked;
