/// Whether what is deployed is what it should be.
@NullMarked
package io.sluice.deploy;

import org.jspecify.annotations.NullMarked;
