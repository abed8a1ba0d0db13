/// The register of policies: what is kept about each, and the ports by which node types and the
/// application reach it. Pure.
@NullMarked
package io.sluice.policy.register;

import org.jspecify.annotations.NullMarked;
