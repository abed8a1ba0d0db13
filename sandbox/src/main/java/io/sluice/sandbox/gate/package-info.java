/// The one way in: routes a call to its vendor, injects faults, and keeps the ledger of calls.
@NullMarked
package io.sluice.sandbox.gate;

import org.jspecify.annotations.NullMarked;
