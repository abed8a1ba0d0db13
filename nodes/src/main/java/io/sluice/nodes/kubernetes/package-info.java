/// Kubernetes clusters: looking at workloads, and bringing policies to clusters.
@NullMarked
package io.sluice.nodes.kubernetes;

import org.jspecify.annotations.NullMarked;
