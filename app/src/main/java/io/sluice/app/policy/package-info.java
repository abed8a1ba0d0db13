/// From findings to enforced policies: intake, register, hits, blocks, and what people see of them.
@NullMarked
package io.sluice.app.policy;

import org.jspecify.annotations.NullMarked;
