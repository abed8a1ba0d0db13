package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeFailure;

/// An object by its name.
///
/// @param namespace empty for one of the whole cluster
record Ref(String apiVersion, String kind, String namespace, String name) {
    ObjectKind objectKind() throws NodeFailure {
        return ObjectKind.of(apiVersion, kind);
    }

    /// `TracingPolicyNamespaced shop/block-imds`
    String text() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
