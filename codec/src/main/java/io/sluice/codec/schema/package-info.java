/// Checks against JSON Schemas, and the catalogue of installed node types.
@NullMarked
package io.sluice.codec.schema;

import org.jspecify.annotations.NullMarked;
