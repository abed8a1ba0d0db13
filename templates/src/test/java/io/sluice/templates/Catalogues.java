package io.sluice.templates;

import io.sluice.codec.schema.NodeCatalogue;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.port.Catalogue;

/// The node types that the product installs.
final class Catalogues {
    private Catalogues() {}

    static Catalogue installed(NodeEnvironment environment) {
        return NodeCatalogue.installed(Catalogues.class.getClassLoader(), environment);
    }
}
