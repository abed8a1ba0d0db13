/// The EC2 Query API and STS, as a caller of Amazon sees them.
@NullMarked
package io.sluice.sandbox.aws;

import org.jspecify.annotations.NullMarked;
