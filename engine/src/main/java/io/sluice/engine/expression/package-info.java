/// The expression language as the engine sees it; the language itself stands behind this port.
@NullMarked
package io.sluice.engine.expression;

import org.jspecify.annotations.NullMarked;
