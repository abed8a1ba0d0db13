/// What was detected: read from what other people send, bounded and cleaned, before anything is
/// made of it.
@NullMarked
package io.sluice.policy.finding;

import org.jspecify.annotations.NullMarked;
