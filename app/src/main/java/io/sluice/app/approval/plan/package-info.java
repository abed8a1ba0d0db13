/// What an approval would release, and that nothing else is done in its name.
@NullMarked
package io.sluice.app.approval.plan;

import org.jspecify.annotations.NullMarked;
