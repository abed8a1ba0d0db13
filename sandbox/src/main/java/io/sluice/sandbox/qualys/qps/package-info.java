/// The QPS family: asset management and tagging; errors arrive with HTTP 200.
@NullMarked
package io.sluice.sandbox.qualys.qps;

import org.jspecify.annotations.NullMarked;
