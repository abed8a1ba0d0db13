package io.sluice.sandbox.qualys.qps;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.world.Asset;
import io.sluice.sandbox.world.AssetTag;
import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.Subscription;
import io.sluice.sandbox.world.Vm;
import io.sluice.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Host assets: what criteria may ask of them, and the update of their name and tags.
final class HostAssets {
    private static final int MAX_BULK = 10_000;

    private final World world;
    private final QpsObject<Asset> object;

    HostAssets(World world) {
        this.world = world;
        this.object =
                new QpsObject<>(
                                "HostAsset",
                                () -> world.subscription().assets().all(),
                                Asset::assetId,
                                new HostAssetShape(world)::show)
                        .number("qwebHostId", a -> List.of(Long.toString(a.hostId())))
                        .text("name", a -> List.of(a.name()))
                        .text("dnsHostName", a -> List.of(a.name()))
                        .number("tagId", a -> a.tagIds().stream().map(String::valueOf).toList())
                        .text("tagName", a -> tags(a).map(AssetTag::name).toList())
                        .date("created", a -> List.of(a.created().toString()))
                        .date("updated", a -> List.of(a.modified().toString()))
                        .date(
                                "lastVulnScan",
                                a ->
                                        Stream.ofNullable(a.lastVulnScan())
                                                .map(Objects::toString)
                                                .toList())
                        .text("os", a -> List.of(HostAssetShape.OS))
                        .text("trackingMethod", a -> List.of("INSTANCE_ID"))
                        .text("instanceId", a -> List.of(a.instanceId()))
                        .text("accountId", a -> List.of(Cloud.ACCOUNT))
                        .text("region", a -> List.of(vm(a).place().region()))
                        .text("vpcId", a -> List.of(vm(a).place().vpcId()))
                        .text("instanceState", a -> List.of(state(vm(a))))
                        .text("address", a -> List.of(privateIp(a)))
                        .text("privateIpAddress", a -> List.of(privateIp(a)))
                        .text(
                                "publicIpAddress",
                                a -> world.cloud().publicIp(vm(a)).stream().toList());
    }

    QpsObject<Asset> object() {
        return object;
    }

    private Vm vm(Asset asset) {
        return world.subscription().machine(asset);
    }

    private String privateIp(Asset asset) {
        return world.cloud().interfaces().load(vm(asset).primaryInterfaceId()).privateIp();
    }

    private Stream<AssetTag> tags(Asset asset) {
        return asset.tagIds().stream()
                .map(id -> world.subscription().tags().find(Subscription.key(id)))
                .flatMap(Optional::stream);
    }

    static String state(Vm vm) {
        return vm.state().name().toUpperCase(Locale.ROOT);
    }

    /// Changes one asset, or all that meet the criteria; without either nothing is changed.
    Outcome update(Optional<String> id, QpsInput input, QpsAnswers answers) {
        List<Asset> targets =
                id.map(wanted -> List.of(object.load(wanted)))
                        .orElseGet(() -> object.search(needCriteria(input)));
        if (targets.size() > MAX_BULK) {
            throw new QpsError(
                    200,
                    "LIMIT_EXCEEDED",
                    "%d assets match".formatted(targets.size()),
                    "Narrow the criteria to at most " + MAX_BULK);
        }
        JsonNode wish = input.object("HostAsset");
        List<Long> add = tagIds(wish.path("tags").path("add"));
        List<Long> remove = tagIds(wish.path("tags").path("remove"));
        boolean changed = false;
        for (Asset asset : targets) {
            changed |= update(asset, wish, add, remove);
        }
        return Outcome.write(
                answers.ids("HostAsset", targets.stream().map(Asset::assetId).toList()),
                changed,
                String.join(",", targets.stream().map(a -> Long.toString(a.assetId())).toList()),
                key(add, remove));
    }

    private static List<QpsInput.Criterion> needCriteria(QpsInput input) {
        if (input.criteria().isEmpty()) {
            throw QpsError.invalid(
                    "filters: Expected at least one Criteria for a bulk update.",
                    "Name the assets by an id in the path or by criteria.");
        }
        return input.criteria();
    }

    private static String key(List<Long> add, List<Long> remove) {
        List<String> parts = new ArrayList<>();
        add.forEach(tag -> parts.add("+" + tag));
        remove.forEach(tag -> parts.add("-" + tag));
        return String.join(",", parts);
    }

    private List<Long> tagIds(JsonNode side) {
        List<Long> ids = new ArrayList<>();
        for (JsonNode tag : QpsInput.many(side.path("TagSimple"))) {
            String id = QpsInput.text(tag, "id").orElse("");
            boolean known =
                    id.matches("[0-9]{1,12}")
                            && world.subscription()
                                    .tags()
                                    .find(Subscription.key(Long.parseLong(id)))
                                    .isPresent();
            if (!known) {
                throw QpsError.invalid(
                        "tags: TagSimple with id '%s' does not exist.".formatted(id),
                        "Specify the id of an existing tag.");
            }
            ids.add(Long.valueOf(id));
        }
        return ids;
    }

    private boolean update(Asset asset, JsonNode wish, List<Long> add, List<Long> remove) {
        List<Long> tagIds = new ArrayList<>(asset.tagIds());
        add.stream().filter(tag -> !tagIds.contains(tag)).forEach(tagIds::add);
        tagIds.removeAll(remove);
        String name = QpsInput.text(wish, "name").orElse(asset.name());
        if (tagIds.equals(asset.tagIds()) && name.equals(asset.name())) {
            return false;
        }
        Asset updated = asset.tagged(tagIds, world.now()).named(name, world.now());
        world.subscription().assets().put(Subscription.key(asset.assetId()), updated);
        return true;
    }
}
