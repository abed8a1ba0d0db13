/// What the tests of the codec share.
@NullMarked
package io.sluice.codec;

import org.jspecify.annotations.NullMarked;
