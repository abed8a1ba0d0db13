/// Secrets that are kept elsewhere: references to them, and the places they are read from.
@NullMarked
package io.sluice.app.secret.reference;

import org.jspecify.annotations.NullMarked;
