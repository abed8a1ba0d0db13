/// What every store must keep to: the contracts know the engine's ports only.
@NullMarked
package io.sluice.db.port;

import org.jspecify.annotations.NullMarked;
