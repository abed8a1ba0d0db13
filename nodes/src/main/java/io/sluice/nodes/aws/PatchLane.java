package io.sluice.nodes.aws;

import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.node.Reconciliation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets an instance reach update servers and nothing else: HTTPS out, nothing in.
final class PatchLane implements EffectNode<PatchLane.Config, LanePlan, LaneOutput> {
    record Config(
            @Field(title = "Connection", description = AwsText.CONNECTION, widget = "connection")
                    String connection,
            @Field(title = "Region", description = AwsText.REGION, options = AwsOptions.REGIONS)
                    @Nullable String region,
            @Field(
                            title = "Instance id",
                            description = AwsText.INSTANCE,
                            pattern = AwsText.INSTANCE_PATTERN,
                            options = AwsOptions.INSTANCES,
                            needs = "region")
                    String instanceId,
            @Field(
                            title = "Allowed ranges",
                            description =
                                    "CIDRs that may be reached over HTTPS (TCP 443), such as those of your update"
                                            + " servers and of Qualys.",
                            defaultValue = "[\"0.0.0.0/0\"]",
                            example = "[\"198.51.100.0/24\"]")
                    List<String> cidrs) {
        Config {
            cidrs = List.copyOf(cidrs);
        }
    }

    private final Ec2Connector connector;

    PatchLane(Ec2Connector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "aws.ec2.patch-lane",
                        1,
                        "Move to patch lane",
                        AwsText.CATEGORY,
                        "shield-half",
                        "Lets a quarantined instance reach update servers over HTTPS, and nothing else.",
                        """
                        An instance in quarantine cannot be patched: its agent reaches nobody. This step replaces the groups of
                        every interface by a group that lets HTTPS (TCP 443) out to the given ranges and nothing in. With the
                        usual range, `0.0.0.0/0`, the group is `sluice-patch-lane`; other ranges have a group of their own. It also
                        works on an instance that is not in quarantine: the original groups are then kept the same way, and
                        *Release from quarantine* restores them.

                        **On retry** it goes on where it stopped; a second run is a no-op. If somebody else changes an interface
                        meanwhile it stops with `aws.conflict`. Names are resolved by the VPC's DNS, which groups do not filter.
                        """,
                        List.of("patching", "update", "https only", "egress", "isolate", "contain"),
                        "aws",
                        AwsText.errors(LaneErrors.with("aws.invalid-cidr", "A range is no CIDR.")),
                        LaneErrors.PERMISSIONS)
                .serving(Purpose.CONTAIN);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<LanePlan> planType() {
        return LanePlan.class;
    }

    @Override
    public Class<LaneOutput> outputType() {
        return LaneOutput.class;
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.CONVERGENT;
    }

    @Override
    public Plan<LanePlan> plan(Config config, NodeContext context) throws NodeFailure {
        var ec2 = connector.open(config.connection(), config.region(), context);
        return new LaneMove(ec2, lane(config.cidrs()))
                .plan(config.connection(), config.region(), config.instanceId());
    }

    @Override
    public LaneOutput execute(LanePlan plan, NodeContext context) throws NodeFailure {
        return move(plan, context).execute(plan);
    }

    @Override
    public List<String> resources(LanePlan plan) {
        return AwsText.lockOf(plan.instanceId());
    }

    @Override
    public Reconciliation<LaneOutput> reconcile(LanePlan plan, NodeContext context)
            throws NodeFailure {
        return move(plan, context).reconcile(plan);
    }

    private static Lane lane(List<String> cidrs) throws NodeFailure {
        for (var cidr : cidrs) {
            if (!Cidr.valid(cidr)) {
                throw AwsText.permanent(
                        "aws.invalid-cidr",
                        "Expected address ranges such as 198.51.100.0/24 or 2001:db8::/32, found '"
                                + cidr
                                + "'; correct it.");
            }
        }
        return Lane.patch(cidrs);
    }

    private LaneMove move(LanePlan plan, NodeContext context) throws NodeFailure {
        return new LaneMove(
                connector.open(plan.connection(), plan.region(), context), lane(plan.cidrs()));
    }

    @Override
    public Optional<LaneOutput> preview(LanePlan plan) {
        return Optional.of(LanePreview.of(plan, Lane.patch(plan.cidrs())));
    }
}
