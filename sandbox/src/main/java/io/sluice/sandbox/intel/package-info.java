/// Threat intelligence: a reputation service (AbuseIPDB v2) and lists of bad addresses.
@NullMarked
package io.sluice.sandbox.intel;

import org.jspecify.annotations.NullMarked;
