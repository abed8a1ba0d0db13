/// Findings, the policies that answer them, their steps, hits and blocks.
@NullMarked
package io.sluice.db.policy;

import org.jspecify.annotations.NullMarked;
