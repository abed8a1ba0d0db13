/// From a detection to an enforced policy: what findings are, which policies answer them, what
/// makes a policy valid, and the life it leads. Pure; clusters, stores and people are elsewhere.
@NullMarked
package io.sluice.policy;

import org.jspecify.annotations.NullMarked;
