/// TracingPolicies of Cilium Tetragon: made from findings, and checked for what an agent would
/// refuse.
@NullMarked
package io.sluice.policy.tracing;

import org.jspecify.annotations.NullMarked;
