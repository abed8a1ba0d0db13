/// Nodes and triggers of the flow itself: variables, log, manual start, webhook, schedule.
@NullMarked
package io.sluice.nodes.flow;

import org.jspecify.annotations.NullMarked;
