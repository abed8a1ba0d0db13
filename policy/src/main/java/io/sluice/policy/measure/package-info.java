/// How long detection, protection and response take, from the times of events. Pure.
@NullMarked
package io.sluice.policy.measure;

import org.jspecify.annotations.NullMarked;
