/// Secrets at rest: the master key, envelopes, and what blots them out of text.
@NullMarked
package io.sluice.app.secret;

import org.jspecify.annotations.NullMarked;
