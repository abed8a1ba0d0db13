/// JSON text of the workflow document.
@NullMarked
package io.sluice.codec.document;

import org.jspecify.annotations.NullMarked;
