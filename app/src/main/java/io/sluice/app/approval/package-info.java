/// Decisions that people are asked for.
@NullMarked
package io.sluice.app.approval;

import org.jspecify.annotations.NullMarked;
