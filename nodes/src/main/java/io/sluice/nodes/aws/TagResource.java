package io.sluice.nodes.aws;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.node.Reconciliation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/// Sets and takes away tags of any EC2 resource.
final class TagResource
        implements EffectNode<TagResource.Config, TagResource.Request, TagResource.Output> {
    private static final String TAGS = "tags";

    record Config(
            @Field(title = "Connection", description = AwsText.CONNECTION, widget = "connection")
                    String connection,
            @Field(title = "Region", description = AwsText.REGION, options = AwsOptions.REGIONS)
                    @Nullable String region,
            @Field(
                            title = "Resource id",
                            description =
                                    "Id of an instance, volume, snapshot, interface, group, image …",
                            pattern = "[a-z]+(-[a-z]+)*-[0-9a-f]{8,17}",
                            example = "\"i-0aa11bb22cc33dd44\"")
                    String resourceId,
            @Field(
                            title = "Tags",
                            description = "Tags to set, by key.",
                            defaultValue = "{}",
                            widget = "key-value",
                            example = "{\"exposure\":\"external\"}")
                    Map<String, String> tags,
            @Field(
                            title = "Remove",
                            description = "Keys of tags to take away.",
                            defaultValue = "[]")
                    List<String> remove) {
        Config {
            tags = Map.copyOf(tags);
            remove = List.copyOf(remove);
        }
    }

    /// @param before the concerned tags as they were
    record Request(
            String connection,
            @Nullable String region,
            String resourceId,
            Map<String, String> tags,
            List<String> remove,
            Map<String, String> before) {
        Request {
            tags = Map.copyOf(tags);
            remove = List.copyOf(new TreeSet<>(remove));
            before = Map.copyOf(before);
        }

        boolean fulfilledBy(Map<String, String> now) {
            return now.entrySet().containsAll(tags.entrySet())
                    && remove.stream().noneMatch(now::containsKey);
        }
    }

    record Output(
            @Field(title = "Resource id") String resourceId,
            @Field(title = "Changed", description = "False if the tags were so already.")
                    boolean changed) {}

    private final Ec2Connector connector;

    TagResource(Ec2Connector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "aws.ec2.tag-resource",
                        1,
                        "Tag AWS resource",
                        "Tagging",
                        "tag",
                        "Sets and takes away tags of an EC2 resource.",
                        """
                        Sets the given tags and takes others away, on an instance, volume, snapshot, network interface, security
                        group or image. Other tags stay as they are. Keys that begin with `aws:` are AWS's own, and
                        those by which this product finds things again (`sluice:effect`, `sluice:lane`, `sluice:groups:…`) are its
                        own; neither can be set here.

                        A second run is a no-op. **Undo** gives the concerned tags their old values back, unless somebody has
                        changed them since: then it stops with `aws.conflict`.
                        """,
                        List.of("label", "mark", "ec2", "instance tag", "external"),
                        "aws",
                        AwsText.errors(
                                Map.of(
                                        "aws.invalid-tag",
                                                "A key or value that AWS or this product reserves, or is too long.",
                                        "aws.tag-limit-exceeded",
                                                "The resource has 50 tags already.",
                                        "aws.conflict",
                                                "At undo: somebody else changed the tags since.")),
                        List.of("ec2:DescribeTags", "ec2:CreateTags", "ec2:DeleteTags"))
                .serving(Purpose.LABEL);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<Request> planType() {
        return Request.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.CONVERGENT;
    }

    @Override
    public Plan<Request> plan(Config config, NodeContext context) throws NodeFailure {
        check(config);
        var ec2 = connector.open(config.connection(), config.region(), context);
        var concerned = new TreeMap<>(tagsOf(ec2, config.resourceId()));
        concerned
                .keySet()
                .removeIf(key -> !config.tags().containsKey(key) && !config.remove().contains(key));
        return planned(
                new Request(
                        config.connection(),
                        config.region(),
                        config.resourceId(),
                        config.tags(),
                        config.remove(),
                        concerned));
    }

    private static void check(Config config) throws NodeFailure {
        var keys = new ArrayList<>(config.tags().keySet());
        keys.addAll(config.remove());
        for (var key : keys) {
            if (key.isBlank() || key.length() > 128 || Tagged.reserved(key)) {
                throw AwsText.permanent(
                        "aws.invalid-tag",
                        "Expected tag keys of 1 to 128 characters that neither AWS nor this product keeps, found '"
                                + key
                                + "'; choose another.");
            }
            if (config.tags().getOrDefault(key, "").length() > 256) {
                throw AwsText.permanent(
                        "aws.invalid-tag",
                        "Expected at most 256 characters as value of tag '"
                                + key
                                + "'; shorten it.");
            }
        }
        if (config.remove().stream().anyMatch(config.tags()::containsKey)) {
            throw AwsText.permanent(
                    "aws.invalid-tag",
                    "Expected each tag to be set or taken away, found both; decide for one.");
        }
    }

    private static Plan<Request> planned(Request request) {
        var changes = new ArrayList<Change>();
        new TreeMap<>(request.tags())
                .forEach((key, value) -> {
                    if (!value.equals(request.before().get(key))) {
                        changes.add(change("CreateTags", request, key, value));
                    }
                });
        request.remove().stream()
                .filter(request.before()::containsKey)
                .forEach(key -> changes.add(change("DeleteTags", request, key, null)));
        return new Plan<>(request, changes);
    }

    private static Change change(
            String action, Request request, String key, @Nullable String value) {
        return new Change(
                action,
                request.resourceId(),
                TAGS + "." + key,
                request.before().get(key),
                value,
                value == null
                        ? "Take tag " + key + " from " + request.resourceId()
                        : "Set tag " + key + " of " + request.resourceId() + " to " + value);
    }

    /// Tags of any kind of resource; none if it has none, or is not visible yet.
    private static Map<String, String> tagsOf(Ec2 ec2, String resourceId) throws NodeFailure {
        var filter = Filter.builder().name("resource-id").values(resourceId).build();
        var tags = new TreeMap<String, String>();
        ec2.read("DescribeTags", c -> c.describeTags(r -> r.filters(filter)))
                .tags()
                .forEach((TagDescription tag) -> tags.put(tag.key(), AwsText.orEmpty(tag.value())));
        return tags;
    }

    @Override
    public Output execute(Request plan, NodeContext context) throws NodeFailure {
        var ec2 = connector.open(plan.connection(), plan.region(), context);
        apply(ec2, plan);
        return output(plan);
    }

    private static void apply(Ec2 ec2, Request plan) throws NodeFailure {
        var now = tagsOf(ec2, plan.resourceId());
        var missing = new TreeMap<>(plan.tags());
        missing.entrySet().removeAll(now.entrySet());
        if (!missing.isEmpty()) {
            new Instances(ec2).tag(plan.resourceId(), missing);
        }
        var left = new TreeSet<>(plan.remove());
        left.retainAll(now.keySet());
        if (!left.isEmpty()) {
            new Instances(ec2).untag(plan.resourceId(), left);
        }
    }

    private static Output output(Request plan) {
        return new Output(plan.resourceId(), !plan.fulfilledBy(plan.before()));
    }

    @Override
    public List<String> resources(Request plan) {
        return AwsText.lockOf(plan.resourceId());
    }

    @Override
    public Reconciliation<Output> reconcile(Request plan, NodeContext context) throws NodeFailure {
        var ec2 = connector.open(plan.connection(), plan.region(), context);
        return plan.fulfilledBy(tagsOf(ec2, plan.resourceId()))
                ? new Reconciliation.Applied<>(output(plan))
                : new Reconciliation.NotApplied<>();
    }

    @Override
    public Optional<Output> preview(Request plan) {
        return Optional.of(output(plan));
    }

    @Override
    public Optional<Undo<Request, Output>> undo() {
        return Optional.of(new Restore(connector));
    }

    /// Gives the concerned tags their old values back.
    private record Restore(Ec2Connector connector) implements Undo<Request, Output> {
        @Override
        public Plan<Request> plan(Request applied, Output output, NodeContext context)
                throws NodeFailure {
            var ec2 = connector.open(applied.connection(), applied.region(), context);
            var now = tagsOf(ec2, applied.resourceId());
            now.keySet()
                    .removeIf(key ->
                            !applied.tags().containsKey(key) && !applied.remove().contains(key));
            if (!now.equals(applied.before()) && !now.equals(applied.tags())) {
                throw AwsText.permanent(
                        "aws.conflict",
                        "Expected the tags of "
                                + applied.resourceId()
                                + " to be as this step left them, found "
                                + now
                                + "; look at them and set them by hand.");
            }
            var added = new TreeSet<>(applied.tags().keySet());
            added.removeAll(applied.before().keySet());
            return planned(
                    new Request(
                            applied.connection(),
                            applied.region(),
                            applied.resourceId(),
                            applied.before(),
                            List.copyOf(added),
                            now));
        }

        @Override
        public void execute(Request undoPlan, NodeContext context) throws NodeFailure {
            apply(connector.open(undoPlan.connection(), undoPlan.region(), context), undoPlan);
        }
    }
}
