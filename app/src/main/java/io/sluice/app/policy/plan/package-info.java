/// Handling findings when somebody asks for it: what would be done, and doing it.
@NullMarked
package io.sluice.app.policy.plan;

import org.jspecify.annotations.NullMarked;
