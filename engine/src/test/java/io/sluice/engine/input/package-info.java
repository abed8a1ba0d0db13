/// Bad input, made by the thousand.
@NullMarked
package io.sluice.engine.input;

import org.jspecify.annotations.NullMarked;
