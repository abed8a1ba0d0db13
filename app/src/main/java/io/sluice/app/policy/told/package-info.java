/// Telling others what happens to policies.
@NullMarked
package io.sluice.app.policy.told;

import org.jspecify.annotations.NullMarked;
