/// How outside systems are reached.
@NullMarked
package io.sluice.app.connection;

import org.jspecify.annotations.NullMarked;
