/// The plug-in contract: what a node type is, promises and may reach.
@NullMarked
package io.sluice.engine.node;

import org.jspecify.annotations.NullMarked;
