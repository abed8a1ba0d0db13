/// Addresses, ports and names in what was detected, and which of them may be acted on.
@NullMarked
package io.sluice.policy.indicator;

import org.jspecify.annotations.NullMarked;
