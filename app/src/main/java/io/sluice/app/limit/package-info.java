/// What anybody may take up of the server: connections, time, runs, things that are stored.
@NullMarked
package io.sluice.app.limit;

import org.jspecify.annotations.NullMarked;
