package io.sluice.nodes.qualys.client;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An asset of Asset Management.
///
/// @param id of the asset
/// @param hostId of the same machine in vulnerability management (`qwebHostId`), once it is known
///   there
/// @param instanceId of the EC2 instance it is
/// @param agentUuid of its Cloud Agent, where the answer names it
public record HostAsset(
        long id,
        String name,
        Optional<Long> hostId,
        Optional<String> address,
        Optional<String> instanceId,
        Optional<String> agentUuid,
        List<AssetTag> tags) {
    public HostAsset {
        tags = List.copyOf(tags);
    }

    static Optional<HostAsset> of(JsonNode asset) {
        return LenientJson.number(asset.path("id"))
                .map(id ->
                        new HostAsset(
                                id,
                                LenientJson.text(asset.path("name")).orElse(""),
                                LenientJson.number(asset.path("qwebHostId")),
                                LenientJson.text(asset.path("address")),
                                instanceId(asset),
                                LenientJson.text(asset.path("agentInfo").path("agentId")),
                                tags(asset)));
    }

    private static Optional<String> instanceId(JsonNode asset) {
        return LenientJson.items(asset.path("sourceInfo"), "Ec2AssetSourceSimple").stream()
                .flatMap(source -> LenientJson.text(source.path("instanceId")).stream())
                .findFirst();
    }

    private static List<AssetTag> tags(JsonNode asset) {
        return LenientJson.items(asset.path("tags"), "TagSimple").stream()
                .flatMap(tag -> AssetTag.of(tag).stream())
                .toList();
    }

    public boolean hasTag(long tagId) {
        return tags.stream().anyMatch(tag -> tag.id() == tagId);
    }
}
