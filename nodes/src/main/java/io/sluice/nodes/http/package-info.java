/// Nodes that speak to any HTTP endpoint.
@NullMarked
package io.sluice.nodes.http;

import org.jspecify.annotations.NullMarked;
