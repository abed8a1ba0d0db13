/// Qualys: finding and tagging assets, perimeter scans, TruRisk and patch jobs. The clients in here
/// are the only code that knows Qualys' addresses and formats.
@NullMarked
package io.sluice.nodes.qualys;

import org.jspecify.annotations.NullMarked;
