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
import io.sluice.nodes.qualys.client.Qualys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Takes a tag off an asset.
final class UntagAsset implements EffectNode<UntagAsset.Config, TagPlan, TagOutput> {
    private final TagChange change;

    UntagAsset(Qualys qualys) {
        this.change = new TagChange(qualys);
    }

    /// Which tag off which asset.
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
                    String tag) {}

    @Override
    public Plan<TagPlan> plan(Config config, NodeContext context) throws NodeFailure {
        var asset = TagChange.asset(config.assetId, change.assets(config.connection, context));
        var carried = asset.tags().stream().filter(tag -> tag.name().equals(config.tag)).toList();
        if (carried.size() > 1) {
            throw NodeFailure.permanent(
                    "qualys.tag.ambiguous",
                    Fault.USER,
                    ("Expected asset %d to carry one tag named '%s', it carries %d; remove "
                                    + "the wrong one in Qualys.")
                            .formatted(config.assetId, config.tag, carried.size()));
        }
        var plan =
                new TagPlan(
                        config.connection,
                        config.assetId,
                        config.tag,
                        carried.isEmpty() ? null : carried.getFirst().id(),
                        carried.isEmpty() ? TagChange.Step.KEEP : TagChange.Step.REMOVE);
        return TagChange.planned(plan, asset);
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
        errors.put("qualys.tag.ambiguous", "The asset carries several tags of this name.");
        return new NodeDescriptor(
                        "qualys.untag-asset",
                        1,
                        "Untag asset",
                        "Tagging",
                        "tag-minus",
                        "Takes a Qualys tag off an asset.",
                        """
                        Takes the tag of this name off the asset; the tag itself stays. When the asset does not carry it,
                        nothing happens and `changed` is false.

                        Running it again changes nothing. **Undo** puts the tag back only when this step took it off.
                        """,
                        List.of("remove tag", "label", "unmark"),
                        "qualys",
                        QualysErrors.with(errors),
                        List.of("Qualys Asset Management: Read Asset, Update Asset"))
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
