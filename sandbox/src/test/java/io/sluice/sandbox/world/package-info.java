/// Tests of what holds the world together.
@NullMarked
package io.sluice.sandbox.world;

import org.jspecify.annotations.NullMarked;
