/// What every domain of nodes shares: the guarded way out, titles that carry an effect's key,
/// redaction.
@NullMarked
package io.sluice.nodes.support;

import org.jspecify.annotations.NullMarked;
