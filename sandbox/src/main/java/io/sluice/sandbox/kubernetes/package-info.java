/// A Kubernetes API server for each cluster: discovery, objects, server-side apply, watches.
@NullMarked
package io.sluice.sandbox.kubernetes;

import org.jspecify.annotations.NullMarked;
