package io.sluice.nodes.qualys;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.qualys.client.AssetTag;
import io.sluice.nodes.qualys.client.Assets;
import io.sluice.nodes.qualys.client.HostAsset;
import io.sluice.nodes.qualys.client.Qualys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Putting a tag on an asset or taking it off, which are each other's undo.
///
/// Tag names are not unique at Qualys. Runs create one of a name one after the other. Somebody else
/// may create one at the same moment: whoever creates looks again, and deletes its own if there is
/// an older one.
final class TagChange {
    private final Qualys qualys;

    TagChange(Qualys qualys) {
        this.qualys = qualys;
    }

    /// What is to happen to the asset's tag.
    enum Step {
        KEEP,
        ADD,
        REMOVE
    }

    /// @param tagId empty when the tag has yet to be created
    /// @param step what to do; `KEEP` when the asset is already as wished
    public record TagPlan(
            String connection, long assetId, String tag, @Nullable Long tagId, Step step) {}

    /// What was done.
    public record TagOutput(
            @Field(title = "Asset id") long assetId,
            @Field(title = "Tag") String tag,
            @Field(title = "Tag id", description = "Empty when there was no such tag to remove.")
                    @Nullable Long tagId,
            @Field(title = "Changed", description = "False when it was already so before.")
                    boolean changed) {}

    /// What a change of an asset's tags locks; a tag that has yet to be created, too: a run that
    /// dies between creating the younger of two and deleting it would leave a name that no other
    /// run can use.
    static List<String> lockOf(TagPlan plan) {
        var asset = "qualys:asset:" + plan.connection + ":" + plan.assetId;
        return plan.step == Step.ADD && plan.tagId == null
                ? List.of(asset, "qualys:tag:" + plan.connection + ":" + plan.tag)
                : List.of(asset);
    }

    Assets assets(String connection, NodeContext context) throws NodeFailure {
        return qualys.open(connection, context).assets();
    }

    TagOutput execute(TagPlan plan, NodeContext context) throws NodeFailure {
        var assets = assets(plan.connection, context);
        return switch (plan.step) {
            case KEEP -> output(plan, plan.tagId);
            case ADD -> {
                var tag = tag(plan, assets);
                assets.addTag(plan.assetId, tag);
                yield output(plan, tag.id());
            }
            case REMOVE -> {
                if (plan.tagId != null) {
                    assets.removeTag(plan.assetId, new AssetTag(plan.tagId, plan.tag));
                }
                yield output(plan, plan.tagId);
            }
        };
    }

    /// What would be answered; a tag that has yet to be created has no id.
    static TagOutput preview(TagPlan plan) {
        var created = plan.step == Step.ADD && plan.tagId == null;
        return output(plan, created ? Long.valueOf(Planned.ID) : plan.tagId);
    }

    private static TagOutput output(TagPlan plan, @Nullable Long tagId) {
        return new TagOutput(plan.assetId, plan.tag, tagId, plan.step != Step.KEEP);
    }

    private static AssetTag tag(TagPlan plan, Assets assets) throws NodeFailure {
        if (plan.tagId != null) {
            return new AssetTag(plan.tagId, plan.tag);
        }
        var existing = assets.tagsNamed(plan.tag);
        return existing.isEmpty() ? create(plan.tag, assets) : existing.getFirst();
    }

    private static AssetTag create(String name, Assets assets) throws NodeFailure {
        var created = assets.createTag(name);
        var winner = assets.tagsNamed(name).stream().findFirst().orElse(created);
        if (winner.id() < created.id()) {
            assets.deleteTag(created);
            return winner;
        }
        return created;
    }

    Reconciliation<TagOutput> reconcile(TagPlan plan, NodeContext context) throws NodeFailure {
        var assets = assets(plan.connection, context);
        var asset = asset(plan.assetId, assets);
        var carried =
                asset.tags().stream()
                        .filter(tag ->
                                plan.tagId == null
                                        ? tag.name().equals(plan.tag)
                                        : tag.id() == plan.tagId)
                        .findFirst();
        return switch (plan.step) {
            case KEEP -> new Reconciliation.Applied<>(output(plan, plan.tagId));
            case ADD ->
                    carried.isPresent()
                            ? new Reconciliation.Applied<>(output(plan, carried.get().id()))
                            : new Reconciliation.NotApplied<>();
            case REMOVE ->
                    carried.isEmpty()
                            ? new Reconciliation.Applied<>(output(plan, plan.tagId))
                            : new Reconciliation.NotApplied<>();
        };
    }

    /// The change a plan stands for, for people.
    static Plan<TagPlan> planned(TagPlan plan, HostAsset asset) {
        var before = asset.tags().stream().map(AssetTag::name).toList();
        var subject = "asset " + plan.assetId;
        var create =
                new Change(
                        "create tag",
                        "tag",
                        "name",
                        null,
                        plan.tag,
                        "Create the Qualys tag '%s'".formatted(plan.tag));
        return switch (plan.step) {
            case KEEP -> new Plan<>(plan, List.of());
            case ADD -> {
                var add =
                        new Change(
                                "add tag",
                                subject,
                                "tags",
                                before,
                                with(before, plan.tag),
                                "Tag %s (%s) with '%s'".formatted(subject, asset.name(), plan.tag));
                yield plan.tagId == null ? Plan.of(plan, create, add) : Plan.of(plan, add);
            }
            case REMOVE ->
                    Plan.of(
                            plan,
                            new Change(
                                    "remove tag",
                                    subject,
                                    "tags",
                                    before,
                                    before.stream().filter(name -> !name.equals(plan.tag)).toList(),
                                    "Remove tag '%s' from %s (%s)"
                                            .formatted(plan.tag, subject, asset.name())));
        };
    }

    private static List<String> with(List<String> tags, String tag) {
        var more = new java.util.ArrayList<>(tags);
        more.add(tag);
        return more;
    }

    /// @throws NodeFailure `qualys.asset.not-found`
    static HostAsset asset(long assetId, Assets assets) throws NodeFailure {
        return assets.find(assetId)
                .orElseThrow(() ->
                        NodeFailure.permanent(
                                "qualys.asset.not-found",
                                Fault.USER,
                                ("Expected Qualys to have asset %d in the user's scope, it "
                                                + "has not; give the 'assetId' of Find host.")
                                        .formatted(assetId)));
    }

    /// Undoes only what the step itself changed.
    EffectNode.Undo<TagPlan, TagOutput> undo() {
        return new EffectNode.Undo<>() {
            @Override
            public Plan<TagPlan> plan(TagPlan applied, TagOutput output, NodeContext context)
                    throws NodeFailure {
                return assets(applied.connection, context)
                        .find(applied.assetId)
                        .map(asset ->
                                planned(back(applied, output, step(applied, output, asset)), asset))
                        .orElseGet(() -> new Plan<>(back(applied, output, Step.KEEP), List.of()));
            }

            @Override
            public void execute(TagPlan undoPlan, NodeContext context) throws NodeFailure {
                TagChange.this.execute(undoPlan, context);
            }
        };
    }

    private static Step step(TagPlan applied, TagOutput output, HostAsset asset) {
        var tagged = output.tagId != null && asset.hasTag(output.tagId);
        return switch (applied.step) {
            case KEEP -> Step.KEEP;
            case ADD -> tagged ? Step.REMOVE : Step.KEEP;
            case REMOVE -> tagged ? Step.KEEP : Step.ADD;
        };
    }

    private static TagPlan back(TagPlan applied, TagOutput output, Step step) {
        return new TagPlan(applied.connection, applied.assetId, applied.tag, output.tagId, step);
    }
}
