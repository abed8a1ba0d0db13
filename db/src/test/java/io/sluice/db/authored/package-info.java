@NullMarked
package io.sluice.db.authored;

import org.jspecify.annotations.NullMarked;
