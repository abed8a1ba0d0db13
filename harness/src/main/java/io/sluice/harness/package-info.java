/// The real programs as processes: killed, started again, and held to what the outside saw.
@NullMarked
package io.sluice.harness;

import org.jspecify.annotations.NullMarked;
