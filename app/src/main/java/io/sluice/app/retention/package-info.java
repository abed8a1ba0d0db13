/// How long ended runs are kept, and the lines that stay of them.
@NullMarked
package io.sluice.app.retention;

import org.jspecify.annotations.NullMarked;
