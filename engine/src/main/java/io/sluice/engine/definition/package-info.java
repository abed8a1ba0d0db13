/// What a workflow is: an immutable graph of nodes, edges and variables, and the checks of it.
/// Pure.
@NullMarked
package io.sluice.engine.definition;

import org.jspecify.annotations.NullMarked;
