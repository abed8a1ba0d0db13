/// What agents report: who would have been stopped, or was.
@NullMarked
package io.sluice.policy.hit;

import org.jspecify.annotations.NullMarked;
