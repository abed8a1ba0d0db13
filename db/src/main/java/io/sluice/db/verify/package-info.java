/// Whether the store keeps the engine's promises.
@NullMarked
package io.sluice.db.verify;

import org.jspecify.annotations.NullMarked;
