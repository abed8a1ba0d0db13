package io.sluice.app.nodetype;

import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.codec.schema.NodeCatalogue;
import io.sluice.engine.node.ConnectionType;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The palette: everything a workflow can be made of.
@RestController
class NodeTypeController {
    private final NodeCatalogue catalogue;
    private final Authorization authorization;

    NodeTypeController(NodeCatalogue catalogue, Authorization authorization) {
        this.catalogue = catalogue;
        this.authorization = authorization;
    }

    record CatalogueView(
            List<NodeTypeView> nodeTypes,
            List<TriggerTypeView> triggerTypes,
            List<ConnectionType> connectionTypes,
            List<KindView> kinds) {}

    @GetMapping("/api/v1/node-types")
    CatalogueView list(Caller caller) {
        authorization.enter(caller);
        return new CatalogueView(
                catalogue.nodeTypes().stream().map(NodeTypeView::of).toList(),
                catalogue.triggerTypes().stream().map(TriggerTypeView::of).toList(),
                catalogue.connectionTypes(),
                KindView.ALL);
    }
}
