/// The form of the objects the product writes, as JSON Schemas of its own.
@NullMarked
package io.sluice.policy.schema;

import org.jspecify.annotations.NullMarked;
