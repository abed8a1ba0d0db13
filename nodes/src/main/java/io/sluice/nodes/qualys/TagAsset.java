package io.sluice.nodes.qualys;

import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.qualys.TagChange.TagOutput;
import io.sluice.nodes.qualys.TagChange.TagPlan;
import io.sluice.nodes.qualys.client.AssetTag;
import io.sluice.nodes.qualys.client.Qualys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Puts a tag on an asset, creating the tag first when allowed (F006).
final class TagAsset implements EffectNode<TagAsset.Config, TagPlan, TagOutput> {
    private final TagChange change;

    TagAsset(Qualys qualys) {
        this.change = new TagChange(qualys);
    }

    /// Which tag on which asset.
    public record Config(
            @Field(title = "Connection", widget = "connection") String connection,
            @Field(title = "Asset id", description = "The 'assetId' of Find host.", minimum = 1)
                    long assetId,
            @Field(
                            title = "Tag",
                            description = "Name of the tag, exactly as Qualys has it.",
                            example = "\"external\"",
                            pattern = "\\S(.*\\S)?",
                            options = QualysOptions.TAGS)
                    String tag,
            @Field(
                            title = "Create if missing",
                            description = "Create a static tag of this name when there is none.",
                            defaultValue = "true")
                    boolean createIfMissing) {}

    @Override
    public Plan<TagPlan> plan(Config config, NodeContext context) throws NodeFailure {
        var assets = change.assets(config.connection, context);
        var asset = TagChange.asset(config.assetId, assets);
        var tag = theOnly(config.tag, assets.tagsNamed(config.tag));
        if (tag.isEmpty() && !config.createIfMissing) {
            throw NodeFailure.permanent(
                    "qualys.tag.not-found",
                    Fault.USER,
                    ("Expected Qualys to have a tag named '%s', it has none; create it, or "
                                    + "allow this node to.")
                            .formatted(config.tag));
        }
        var tagged = tag.isPresent() && asset.hasTag(tag.get().id());
        var plan =
                new TagPlan(
                        config.connection,
                        config.assetId,
                        config.tag,
                        tag.map(AssetTag::id).orElse(null),
                        tagged ? TagChange.Step.KEEP : TagChange.Step.ADD);
        return TagChange.planned(plan, asset);
    }

    /// Retryable: a tag that somebody else created at the same moment as a run is cleared up within
    /// seconds.
    private static Optional<AssetTag> theOnly(String name, List<AssetTag> tags) throws NodeFailure {
        if (tags.size() > 1) {
            throw NodeFailure.retryable(
                    "qualys.tag.ambiguous",
                    Fault.USER,
                    "Expected one tag named '%s', Qualys has %d (ids %s); rename all but one."
                            .formatted(
                                    name, tags.size(), tags.stream().map(AssetTag::id).toList()));
        }
        return tags.stream().findFirst();
    }

    @Override
    public TagOutput execute(TagPlan plan, NodeContext context) throws NodeFailure {
        return change.execute(plan, context);
    }

    @Override
    public Reconciliation<TagOutput> reconcile(TagPlan plan, NodeContext context)
            throws NodeFailure {
        return change.reconcile(plan, context);
    }

    @Override
    public Optional<TagOutput> preview(TagPlan plan) {
        return Optional.of(TagChange.preview(plan));
    }

    @Override
    public Optional<Undo<TagPlan, TagOutput>> undo() {
        return Optional.of(change.undo());
    }

    @Override
    public List<String> resources(TagPlan plan) {
        return TagChange.lockOf(plan);
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.CONVERGENT;
    }

    @Override
    public NodeDescriptor descriptor() {
        var errors = new LinkedHashMap<String, String>();
        errors.put("qualys.asset.not-found", "No such asset in the user's scope.");
        errors.put("qualys.tag.not-found", "No tag of this name, and creating it is not allowed.");
        errors.put("qualys.tag.ambiguous", "Several tags have this name.");
        return new NodeDescriptor(
                        "qualys.tag-asset",
                        1,
                        "Tag asset",
                        "Tagging",
                        "tag-plus",
                        "Puts a Qualys tag on an asset, creating the tag when allowed.",
                        """
                        Looks the tag up by its exact name and puts it on the asset. When there is no such tag and **Create
                        if missing** is on, a static tag is created. Names are not unique at Qualys: when several tags have
                        the name, the step fails rather than guess.

                        Running it again changes nothing. After a lost answer the asset is read: if it carries the tag, the
                        step is done. **Undo** takes the tag off only when this step put it on; a tag that was created stays,
                        for others may use it by then.
                        """,
                        List.of("label", "mark", "classify", "external", "add tag", "create tag"),
                        "qualys",
                        QualysErrors.with(errors),
                        List.of(
                                "Qualys Asset Management: Read Asset, Update Asset",
                                "Qualys Tagging: Create User Tag, Delete User Tag (when the tag may be created; a second one made at the same time is cleared up)"))
                .serving(Purpose.LABEL);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<TagPlan> planType() {
        return TagPlan.class;
    }

    @Override
    public Class<TagOutput> outputType() {
        return TagOutput.class;
    }
}
