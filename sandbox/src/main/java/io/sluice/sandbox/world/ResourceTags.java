package io.sluice.sandbox.world;

import java.util.Map;
import java.util.TreeMap;

/// The AWS tags of one resource, whatever its kind.
public record ResourceTags(
        String resourceId, String resourceType, String region, Map<String, String> tags) {
    public ResourceTags {
        tags = new TreeMap<>(tags);
    }
}
