/// The expression language: CEL, with the checks of types and of nulls that CEL leaves open.
@NullMarked
package io.sluice.codec.cel;

import org.jspecify.annotations.NullMarked;
