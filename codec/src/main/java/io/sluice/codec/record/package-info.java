/// Records and JSON-like data: reading, writing, JSON Schemas.
@NullMarked
package io.sluice.codec.record;

import org.jspecify.annotations.NullMarked;
