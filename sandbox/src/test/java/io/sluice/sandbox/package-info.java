/// Tests of the sandbox, all of them over real sockets.
@NullMarked
package io.sluice.sandbox;

import org.jspecify.annotations.NullMarked;
