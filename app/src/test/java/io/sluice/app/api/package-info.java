/// The server as its callers know it: over HTTP.
@NullMarked
package io.sluice.app.api;

import org.jspecify.annotations.NullMarked;
