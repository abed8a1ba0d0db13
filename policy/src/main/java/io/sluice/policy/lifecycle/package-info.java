/// The life of a policy: its states, the only moves between them, and who may make them. Pure.
@NullMarked
package io.sluice.policy.lifecycle;

import org.jspecify.annotations.NullMarked;
