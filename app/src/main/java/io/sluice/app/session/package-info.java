/// Signing in and out, and the first account.
@NullMarked
package io.sluice.app.session;

import org.jspecify.annotations.NullMarked;
