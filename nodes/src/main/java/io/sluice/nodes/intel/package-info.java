/// Threat intelligence: finds addresses and names in what was detected, and asks what is known of
/// them.
@NullMarked
package io.sluice.nodes.intel;

import org.jspecify.annotations.NullMarked;
