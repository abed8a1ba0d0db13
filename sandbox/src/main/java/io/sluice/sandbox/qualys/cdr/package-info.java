/// Cloud Detection and Response: the findings that are raised on demand, and the API and the push
/// that tell of them.
@NullMarked
package io.sluice.sandbox.qualys.cdr;

import org.jspecify.annotations.NullMarked;
