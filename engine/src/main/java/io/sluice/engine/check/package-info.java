/// Everything that can be said about a workflow before it runs: the graph, the values in it, and
/// the types of what flows through it. Pure.
@NullMarked
package io.sluice.engine.check;

import org.jspecify.annotations.NullMarked;
