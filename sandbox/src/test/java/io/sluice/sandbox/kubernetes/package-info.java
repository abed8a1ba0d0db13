/// The Kubernetes imitation, over real sockets.
@NullMarked
package io.sluice.sandbox.kubernetes;

import org.jspecify.annotations.NullMarked;
