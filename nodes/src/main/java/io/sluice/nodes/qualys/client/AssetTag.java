package io.sluice.nodes.qualys.client;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A tag of Asset Management. Names are not unique, ids are.
public record AssetTag(long id, String name) {
    static Optional<AssetTag> of(JsonNode tag) {
        return LenientJson.number(tag.path("id"))
                .map(id -> new AssetTag(id, LenientJson.text(tag.path("name")).orElse("")));
    }
}
