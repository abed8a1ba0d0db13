/// The simulated outside world in a process of its own: start it with
/// [io.sluice.sandbox.SandboxServer].
@NullMarked
package io.sluice.sandbox;

import org.jspecify.annotations.NullMarked;
