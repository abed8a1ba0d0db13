/// The FO family: forms in, XML out, six limit headers, 409 for limits.
@NullMarked
package io.sluice.sandbox.qualys.fo;

import org.jspecify.annotations.NullMarked;
