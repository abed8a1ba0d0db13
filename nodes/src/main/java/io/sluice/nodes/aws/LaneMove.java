package io.sluice.nodes.aws;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.aws.LaneOutput.Moved;
import io.sluice.nodes.aws.LanePlan.Held;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/// Puts every interface of an instance into one lane and nothing else. The original groups are on
/// the instance before the first interface moves, and are never overwritten there: whatever crashes
/// in between, a repeat comes to the same end and knows the true originals.
record LaneMove(Ec2 ec2, Lane lane) {
    private Instances instances() {
        return new Instances(ec2);
    }

    private LaneGroups groups() {
        return new LaneGroups(ec2, lane);
    }

    Plan<LanePlan> plan(String connection, @Nullable String region, String instanceId)
            throws NodeFailure {
        var found = instances().loadLiving(instanceId);
        var marked = OriginalGroups.read(found.tags());
        var present = new HashMap<String, @Nullable SecurityGroup>();
        var held = new ArrayList<Held>();
        for (var each : attached(instanceId)) {
            if (!present.containsKey(each.vpcId())) {
                present.put(each.vpcId(), groups().find(each.vpcId()).orElse(null));
            }
            var group = present.get(each.vpcId());
            held.add(
                    new Held(
                            each.networkInterfaceId(),
                            each.vpcId(),
                            original(each, marked),
                            Instances.groupsOf(each),
                            group == null ? null : group.groupId()));
        }
        var plan = new LanePlan(connection, region, instanceId, lane.cidrs(), held);
        return new Plan<>(plan, changes(plan, present, found.tags()));
    }

    private List<NetworkInterface> attached(String instanceId) throws NodeFailure {
        var attached = instances().interfacesOf(instanceId);
        if (attached.isEmpty()) {
            throw NodeFailure.retryable(
                    "aws.no-interfaces",
                    Fault.PROVIDER,
                    "Expected " + instanceId + " to have a network interface, found none.");
        }
        return attached;
    }

    /// What the mark says, else what it has now. An interface that is in a lane without a mark
    /// would have its true groups lost: never taken for the original.
    private static List<String> original(NetworkInterface each, OriginalGroups marked)
            throws NodeFailure {
        var known = marked.byInterface().get(each.networkInterfaceId());
        if (known != null) {
            return known;
        }
        if (Lane.holds(each)) {
            throw NodeFailure.retryable(
                    "aws.original-groups-unknown",
                    Fault.PROVIDER,
                    "Expected the tags of the instance to tell the original groups of "
                            + each.networkInterfaceId()
                            + ", which is in "
                            + each.groups().getFirst().groupName()
                            + ", found none; if they stay away, set its groups by hand.");
        }
        return Instances.groupsOf(each);
    }

    private List<Change> changes(
            LanePlan plan, Map<String, @Nullable SecurityGroup> present, Map<String, String> tags) {
        var changes = new ArrayList<Change>();
        new TreeMap<>(present)
                .forEach((vpc, group) -> {
                    if (group == null || !groups().settled(group)) {
                        changes.add(groupChange(vpc, group));
                    }
                });
        var missing = missing(marks(plan.originals()), tags);
        if (!missing.isEmpty()) {
            changes.add(
                    new Change(
                            "CreateTags",
                            plan.instanceId(),
                            "tags",
                            null,
                            missing,
                            "Keep the original groups in tags of " + plan.instanceId()));
        }
        plan.interfaces().stream()
                .filter(each -> !at(each.before(), each.target()))
                .forEach(each -> changes.add(move(each)));
        return changes;
    }

    private Change groupChange(String vpc, @Nullable SecurityGroup group) {
        return new Change(
                group == null ? "CreateSecurityGroup" : "AuthorizeSecurityGroupEgress",
                group == null ? lane.name() + " in " + vpc : group.groupId(),
                "rules",
                null,
                lane.cidrs().stream().map(cidr -> "tcp 443 " + cidr).toList(),
                (group == null ? "Create" : "Set the rules of")
                        + " the group "
                        + lane.name()
                        + " in "
                        + vpc);
    }

    private Change move(Held each) {
        var target = each.target() == null ? lane.name() : each.target();
        return new Change(
                "ModifyNetworkInterfaceAttribute",
                each.interfaceId(),
                "groups",
                each.before(),
                List.of(target),
                "Replace the security groups of " + each.interfaceId() + " by " + lane.name());
    }

    LaneOutput execute(LanePlan plan) throws NodeFailure {
        var found = instances().loadLiving(plan.instanceId());
        var attached = attached(plan.instanceId());
        var originals = originals(plan, OriginalGroups.read(found.tags()), attached);
        var targets = new TreeMap<String, String>();
        for (var each : attached) {
            if (!targets.containsKey(each.vpcId())) {
                targets.put(each.vpcId(), groups().ensure(each.vpcId()));
            }
        }
        var missing = missing(marks(originals), found.tags());
        if (!missing.isEmpty()) {
            instances().tag(plan.instanceId(), missing);
        }
        move(attached, targets);
        try {
            return verified(plan, originals, targets);
        } catch (NodeFailure failure) {
            throw failure.partly();
        }
    }

    private void move(List<NetworkInterface> attached, Map<String, String> targets)
            throws NodeFailure {
        boolean moved = false;
        for (var each : attached) {
            var target = List.of(load(targets, each.vpcId()));
            if (!Instances.groupsOf(each).equals(target)) {
                try {
                    instances().setGroups(each.networkInterfaceId(), target);
                } catch (NodeFailure failure) {
                    throw moved ? failure.partly() : failure;
                }
            }
            moved = true;
        }
    }

    private static String load(Map<String, String> targets, String vpc) {
        var target = targets.get(vpc);
        if (target == null) {
            throw new IllegalStateException("Expected a group for " + vpc);
        }
        return target;
    }

    /// The originals to keep: the plan's, those already on the instance, and those of interfaces
    /// attached since. Refuses when anybody else changed an interface in the meantime.
    private OriginalGroups originals(
            LanePlan plan, OriginalGroups marked, List<NetworkInterface> attached)
            throws NodeFailure {
        var originals = new TreeMap<>(marked.byInterface());
        for (var each : attached) {
            var id = each.networkInterfaceId();
            var held = plan.held(id);
            if (held.isEmpty()) {
                originals.put(id, original(each, marked));
                continue;
            }
            var planned = held.get();
            if (!planned.original().equals(originals.getOrDefault(id, planned.original()))) {
                throw conflict(id, "other original groups kept by somebody else");
            }
            var now = Instances.groupsOf(each);
            if (!Lane.holds(each)
                    && !now.equals(planned.original())
                    && !now.equals(planned.before())) {
                throw conflict(id, now + " instead of " + planned.before());
            }
            originals.put(id, planned.original());
        }
        return new OriginalGroups(originals);
    }

    static NodeFailure conflict(String interfaceId, String found) {
        return AwsText.permanent(
                "aws.conflict",
                "Expected nobody else to change the security groups of "
                        + interfaceId
                        + " meanwhile, found "
                        + found
                        + "; look at the interface, then run this step again.");
    }

    private LaneOutput verified(
            LanePlan plan, OriginalGroups originals, Map<String, String> targets)
            throws NodeFailure {
        var attached = attached(plan.instanceId());
        for (var each : attached) {
            var target = targets.get(each.vpcId());
            if (target == null || !Instances.groupsOf(each).equals(List.of(target))) {
                throw NodeFailure.retryable(
                        "aws.unverified",
                        Fault.PROVIDER,
                        "Expected "
                                + each.networkInterfaceId()
                                + " to be in "
                                + lane.name()
                                + " alone, found "
                                + Instances.groupsOf(each)
                                + ".");
            }
        }
        return output(plan, originals, attached);
    }

    private LaneOutput output(
            LanePlan plan, OriginalGroups originals, List<NetworkInterface> attached) {
        var moved =
                attached.stream()
                        .map(each ->
                                new Moved(
                                        each.networkInterfaceId(),
                                        originals
                                                .byInterface()
                                                .getOrDefault(each.networkInterfaceId(), List.of()),
                                        Instances.groupsOf(each)))
                        .toList();
        var before = plan.originals().byInterface().keySet();
        var changed =
                moved.stream()
                        .anyMatch(each ->
                                !before.contains(each.interfaceId())
                                        || !each.groups().equals(before(plan, each.interfaceId())));
        return new LaneOutput(plan.instanceId(), lane.name(), moved, changed);
    }

    private static List<String> before(LanePlan plan, String interfaceId) {
        return plan.held(interfaceId).map(Held::before).orElse(List.of());
    }

    Reconciliation<LaneOutput> reconcile(LanePlan plan) throws NodeFailure {
        var found = instances().load(plan.instanceId());
        if (found.gone()) {
            return new Reconciliation.Conflict<>(
                    plan.instanceId() + " is " + found.state() + " by now.");
        }
        var marked = OriginalGroups.read(found.tags());
        var attached = attached(plan.instanceId());
        OriginalGroups originals;
        try {
            originals = originals(plan, marked, attached);
        } catch (NodeFailure failure) {
            if (failure.retryable()) {
                throw failure;
            }
            return new Reconciliation.Conflict<>(failure.getMessage());
        }
        var arrived = attached.stream().allMatch(this::inLane);
        return arrived && missing(marks(originals), found.tags()).isEmpty()
                ? new Reconciliation.Applied<>(output(plan, originals, attached))
                : new Reconciliation.NotApplied<>();
    }

    private boolean inLane(NetworkInterface each) {
        return each.groups().size() == 1
                && lane.name().equals(each.groups().getFirst().groupName());
    }

    /// Whether groups are the target and nothing else; false while the target does not exist.
    static boolean at(List<String> groups, @Nullable String target) {
        return target != null && groups.equals(List.of(target));
    }

    private Map<String, String> marks(OriginalGroups originals) {
        var marks = new LinkedHashMap<>(originals.tags());
        marks.put(Lane.TAG, lane.name());
        return marks;
    }

    private static Map<String, String> missing(
            Map<String, String> wanted, Map<String, String> tags) {
        var missing = new TreeMap<>(wanted);
        missing.entrySet().removeAll(tags.entrySet());
        return missing;
    }
}
