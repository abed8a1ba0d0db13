/// Who has what open just now.
@NullMarked
package io.sluice.db.presence;

import org.jspecify.annotations.NullMarked;
