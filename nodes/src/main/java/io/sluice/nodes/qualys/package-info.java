/// Qualys: finding and tagging assets, perimeter scans, TruRisk and patch jobs.
@NullMarked
package io.sluice.nodes.qualys;

import org.jspecify.annotations.NullMarked;
