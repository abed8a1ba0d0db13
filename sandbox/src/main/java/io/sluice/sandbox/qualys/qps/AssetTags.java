package io.sluice.sandbox.qualys.qps;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.world.Asset;
import io.sluice.sandbox.world.AssetTag;
import io.sluice.sandbox.world.Subscription;
import io.sluice.sandbox.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Tags. Their names need not be unique, so that a caller who creates without looking makes two.
final class AssetTags {
    private static final Set<String> RULE_TYPES =
            Set.of(
                    "STATIC",
                    "GROOVY",
                    "OS_REGEX",
                    "NETWORK_RANGE",
                    "NETWORK_RANGE_ENHANCED",
                    "NAME_CONTAINS",
                    "INSTALLED_SOFTWARE",
                    "OPEN_PORTS",
                    "VULN_EXIST",
                    "VULN_DETECTION",
                    "ASSET_SEARCH",
                    "CLOUD_ASSET",
                    "GLOBAL_ASSET_VIEW",
                    "BUSINESS_INFORMATION",
                    "TAGSET",
                    "NETWORK",
                    "NETWORK_TAG");

    private final World world;
    private final QpsObject<AssetTag> object;

    AssetTags(World world) {
        this.world = world;
        this.object =
                new QpsObject<>(
                                "Tag",
                                () -> world.subscription().tags().all(),
                                AssetTag::id,
                                AssetTags::show)
                        .text("name", tag -> List.of(tag.name()))
                        .number(
                                "parent",
                                tag ->
                                        Stream.ofNullable(tag.parentTagId())
                                                .map(String::valueOf)
                                                .toList())
                        .text("ruleType", tag -> List.of(tag.ruleType()))
                        .text("color", tag -> Stream.ofNullable(tag.color()).toList())
                        .text("provider", tag -> Stream.ofNullable(tag.provider()).toList());
    }

    QpsObject<AssetTag> object() {
        return object;
    }

    private static Map<String, Object> show(AssetTag tag) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", tag.id());
        row.put("name", tag.name());
        put(row, "parentTagId", tag.parentTagId());
        row.put("created", tag.created().toString());
        row.put("modified", tag.modified().toString());
        put(row, "color", tag.color());
        row.put("ruleType", tag.ruleType());
        put(row, "ruleText", tag.ruleText());
        put(row, "provider", tag.provider());
        put(row, "criticalityScore", tag.criticalityScore());
        return row;
    }

    private static void put(Map<String, Object> row, String name, @Nullable Object value) {
        if (value != null) {
            row.put(name, value);
        }
    }

    Outcome create(QpsInput input, QpsAnswers answers) {
        long id = world.ids().next("tag", 500);
        AssetTag blank =
                new AssetTag(
                        id, "", null, null, "STATIC", null, null, null, world.now(), world.now());
        AssetTag tag = changed(blank, input.object("Tag"));
        if (tag.name().isBlank()) {
            throw QpsError.invalid("Tag: name is required.", "Specify a name for the tag.");
        }
        world.subscription().tags().put(Subscription.key(id), tag);
        return Outcome.applied(answers.one("Tag", show(tag)), Long.toString(id), tag.name());
    }

    Outcome update(String id, QpsInput input, QpsAnswers answers) {
        AssetTag before = object.load(id);
        AssetTag tag = changed(before, input.object("Tag"));
        world.subscription().tags().put(Subscription.key(tag.id()), tag);
        return Outcome.write(
                answers.ids("Tag", List.of(tag.id())), !tag.equals(before), id, tag.name());
    }

    private AssetTag changed(AssetTag tag, JsonNode wish) {
        String ruleType = QpsInput.text(wish, "ruleType").orElse(tag.ruleType());
        if (!RULE_TYPES.contains(ruleType)) {
            throw QpsError.invalid(
                    "Tag: Invalid ruleType '%s'.".formatted(ruleType),
                    "Use one of " + RULE_TYPES.stream().sorted().toList());
        }
        String color = QpsInput.text(wish, "color").orElse(tag.color());
        if (color != null && !color.matches("#[0-9A-Fa-f]{6}")) {
            throw QpsError.invalid(
                    "Tag: Invalid color '%s'.".formatted(color), "Specify it as #RRGGBB.");
        }
        AssetTag same =
                new AssetTag(
                        tag.id(),
                        QpsInput.text(wish, "name").orElse(tag.name()),
                        parent(wish).orElse(tag.parentTagId()),
                        color,
                        ruleType,
                        QpsInput.text(wish, "ruleText").orElse(tag.ruleText()),
                        QpsInput.text(wish, "provider").orElse(tag.provider()),
                        criticality(wish).orElse(tag.criticalityScore()),
                        tag.created(),
                        tag.modified());
        return same.equals(tag)
                ? tag
                : new AssetTag(
                        same.id(),
                        same.name(),
                        same.parentTagId(),
                        same.color(),
                        same.ruleType(),
                        same.ruleText(),
                        same.provider(),
                        same.criticalityScore(),
                        same.created(),
                        world.now());
    }

    private Optional<Long> parent(JsonNode wish) {
        return QpsInput.text(wish, "parentTagId").map(id -> object.load(id).id());
    }

    private static Optional<Integer> criticality(JsonNode wish) {
        return QpsInput.text(wish, "criticalityScore")
                .map(score -> {
                    if (!score.matches("[1-5]")) {
                        throw QpsError.invalid(
                                "Tag: Invalid criticalityScore '%s'.".formatted(score),
                                "Specify a number from 1 to 5.");
                    }
                    return Integer.valueOf(score);
                });
    }

    /// Deletes one tag, or those that meet the criteria, and takes them off every asset.
    Outcome delete(Optional<String> id, QpsInput input, QpsAnswers answers) {
        List<AssetTag> doomed =
                id.map(wanted -> List.of(object.load(wanted)))
                        .orElseGet(() ->
                                input.criteria().isEmpty()
                                        ? List.of()
                                        : object.search(input.criteria()));
        for (AssetTag tag : doomed) {
            world.subscription().tags().remove(Subscription.key(tag.id()));
            takeOff(tag.id());
        }
        List<Long> ids = doomed.stream().map(AssetTag::id).toList();
        return Outcome.write(
                answers.ids("SimpleTag", ids),
                !doomed.isEmpty(),
                String.join(",", ids.stream().map(String::valueOf).toList()),
                "");
    }

    private void takeOff(long tagId) {
        for (Asset asset : world.subscription().assets().all().toArray(Asset[]::new)) {
            if (asset.tagIds().contains(tagId)) {
                List<Long> left = new ArrayList<>(asset.tagIds());
                left.remove((Long) tagId);
                world.subscription()
                        .assets()
                        .put(Subscription.key(asset.assetId()), asset.tagged(left, world.now()));
            }
        }
    }

    /// Accepted and without consequence: only static tags live in this world.
    Outcome evaluate(String id, QpsAnswers answers) {
        AssetTag tag = object.load(id);
        return Outcome.about(answers.ids("Tag", List.of(tag.id())), id);
    }
}
