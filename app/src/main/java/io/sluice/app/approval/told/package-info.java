/// Telling people that they are asked for an approval.
@NullMarked
package io.sluice.app.approval.told;

import org.jspecify.annotations.NullMarked;
