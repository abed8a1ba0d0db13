/// The master key: which one it is, and how it is changed.
@NullMarked
package io.sluice.app.key;

import org.jspecify.annotations.NullMarked;
