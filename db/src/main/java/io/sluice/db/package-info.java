/// The store: where runs, what people author, and what came in are kept. H2 and PostgreSQL.
@NullMarked
package io.sluice.db;

import org.jspecify.annotations.NullMarked;
