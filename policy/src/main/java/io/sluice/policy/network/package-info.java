/// NetworkPolicies that cut what a finding names and nothing else.
@NullMarked
package io.sluice.policy.network;

import org.jspecify.annotations.NullMarked;
