/// Whether the store keeps its promises.
@NullMarked
package io.sluice.app.verify;

import org.jspecify.annotations.NullMarked;
