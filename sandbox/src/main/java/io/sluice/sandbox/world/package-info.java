/// The durable state of the simulated world, its clock and everything that happens in it by itself.
@NullMarked
package io.sluice.sandbox.world;

import org.jspecify.annotations.NullMarked;
