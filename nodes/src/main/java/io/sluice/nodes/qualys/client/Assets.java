package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.NodeFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Assets and tags, over the QPS API.
public final class Assets {
    private final QpsClient qps;

    Assets(QpsClient qps) {
        this.qps = qps;
    }

    /// The asset of an EC2 instance. A machine that was discovered anew may have left older assets
    /// behind: the newest counts.
    public Optional<HostAsset> ofInstance(String instanceId) throws NodeFailure {
        var found =
                qps.search(
                        "hostasset",
                        "HostAsset",
                        "instanceId",
                        instanceId,
                        Call.read("to find the asset of " + instanceId));
        return found.stream()
                .flatMap(row -> HostAsset.of(row).stream())
                .filter(asset -> asset.instanceId().equals(Optional.of(instanceId)))
                .max(Comparator.comparingLong(HostAsset::id));
    }

    public Optional<HostAsset> find(long assetId) throws NodeFailure {
        return qps.get("hostasset", "HostAsset", assetId, Call.read("to read asset " + assetId))
                .flatMap(HostAsset::of);
    }

    public void addTag(long assetId, AssetTag tag) throws NodeFailure {
        changeTags(assetId, "add", tag, "to tag asset %d with '%s'".formatted(assetId, tag.name()));
    }

    public void removeTag(long assetId, AssetTag tag) throws NodeFailure {
        changeTags(
                assetId,
                "remove",
                tag,
                "to remove tag '%s' from asset %d".formatted(tag.name(), assetId));
    }

    private void changeTags(long assetId, String verb, AssetTag tag, String what)
            throws NodeFailure {
        var change = Map.of(verb, Map.of("TagSimple", List.of(Map.of("id", tag.id()))));
        qps.update("hostasset", "HostAsset", assetId, Map.of("tags", change), Call.write(what));
    }

    /// The tags of exactly this name, oldest first.
    public List<AssetTag> tagsNamed(String name) throws NodeFailure {
        return qps
                .search("tag", "Tag", "name", name, Call.read("to find tag '" + name + "'"))
                .stream()
                .flatMap(row -> AssetTag.of(row).stream())
                .filter(tag -> tag.name().equals(name))
                .sorted(Comparator.comparingLong(AssetTag::id))
                .toList();
    }

    /// Creates a static tag.
    public AssetTag createTag(String name) throws NodeFailure {
        var call = Call.write("to create tag '" + name + "'");
        var id =
                qps.create("tag", "Tag", Map.of("name", name), call)
                        .flatMap(AssetTag::of)
                        .map(AssetTag::id);
        return new AssetTag(
                id.orElseThrow(() -> call.failedInside("an answer without the id of the tag")),
                name);
    }

    public void deleteTag(AssetTag tag) throws NodeFailure {
        qps.delete("tag", tag.id(), Call.write("to delete tag %d".formatted(tag.id())));
    }
}
