/// How long ended runs are kept, and what stays of them.
@NullMarked
package io.sluice.db.retention;

import org.jspecify.annotations.NullMarked;
