/// The hand of God: the API that makes machines, moves the clock and injects faults.
@NullMarked
package io.sluice.sandbox.control;

import org.jspecify.annotations.NullMarked;
