/// What the engine needs from outside: stores, vaults, wake-ups.
@NullMarked
package io.sluice.engine.port;

import org.jspecify.annotations.NullMarked;
