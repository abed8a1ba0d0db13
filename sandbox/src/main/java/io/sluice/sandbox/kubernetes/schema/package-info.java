/// What an object may look like, who owns its fields, and how two forms of it become one.
@NullMarked
package io.sluice.sandbox.kubernetes.schema;

import org.jspecify.annotations.NullMarked;
