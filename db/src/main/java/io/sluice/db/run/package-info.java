/// What runs: the engine's ports over JDBC, many rows a statement.
@NullMarked
package io.sluice.db.run;

import org.jspecify.annotations.NullMarked;
