/// Nodes and triggers of Amazon EC2.
@NullMarked
package io.sluice.nodes.aws;

import org.jspecify.annotations.NullMarked;
