/// Which kinds of detection are known, and what answers them: data that can be edited.
@NullMarked
package io.sluice.policy.category;

import org.jspecify.annotations.NullMarked;
