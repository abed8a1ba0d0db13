package io.sluice.nodes.aws;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.aws.LaneOutput.Moved;
import io.sluice.nodes.aws.LanePlan.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/// Takes an instance out of its lane: each interface gets exactly the groups it had before, and the
/// marks go last. The lane's group is kept.
record Restoration(Ec2 ec2) {
    private Instances instances() {
        return new Instances(ec2);
    }

    /// @param remembered the original groups as the run knows them, for interfaces whose mark on
    ///   the instance has been lost
    Plan<LanePlan> plan(
            String connection,
            @Nullable String region,
            String instanceId,
            OriginalGroups remembered)
            throws NodeFailure {
        return plan(connection, region, instanceId, remembered, AssumedGroups.none());
    }

    /// @param assumed where an earlier step of a dry run would have moved the interfaces
    Plan<LanePlan> plan(
            String connection,
            @Nullable String region,
            String instanceId,
            OriginalGroups remembered,
            AssumedGroups assumed)
            throws NodeFailure {
        var found = instances().loadLiving(instanceId);
        var originals = new TreeMap<>(remembered.byInterface());
        originals.putAll(OriginalGroups.read(found.tags()).byInterface());
        var held = new ArrayList<Held>();
        for (var each : instances().interfacesOf(instanceId)) {
            var original = originals.get(each.networkInterfaceId());
            if (original != null) {
                held.add(held(each, original, assumed));
            } else if (Lane.holds(each)) {
                throw unknown(each);
            }
        }
        var plan = new LanePlan(connection, region, instanceId, List.of(), held);
        var marks = OriginalGroups.keys(found.tags());
        if (marks.isEmpty() && changed(plan)) {
            marks = assumed.marks(plan.originals());
        }
        return new Plan<>(plan, changes(plan, marks));
    }

    private static Held held(NetworkInterface each, List<String> original, AssumedGroups assumed)
            throws NodeFailure {
        var held =
                new Held(
                        each.networkInterfaceId(),
                        each.vpcId(),
                        original,
                        assumed.groupsOf(each, original.stream().sorted().toList()),
                        null);
        check(held, each);
        return held;
    }

    /// Only what we put there is taken away.
    private static void check(Held held, NetworkInterface each) throws NodeFailure {
        if (!Lane.holds(each) && !Instances.groupsOf(each).equals(held.original())) {
            throw LaneMove.conflict(
                    held.interfaceId(),
                    Instances.groupsOf(each)
                            + ", neither a lane of ours nor the original "
                            + held.original());
        }
    }

    private static NodeFailure unknown(NetworkInterface each) {
        return AwsText.permanent(
                "aws.original-groups-unknown",
                "Expected the tags of the instance to tell the original groups of "
                        + each.networkInterfaceId()
                        + ", which is in "
                        + each.groups().getFirst().groupName()
                        + ", found none; set its groups by hand.");
    }

    private static List<Change> changes(LanePlan plan, Set<String> marks) {
        var changes = new ArrayList<Change>();
        plan.interfaces().stream()
                .filter(each -> !each.before().equals(each.original()))
                .forEach(each ->
                        changes.add(
                                new Change(
                                        "ModifyNetworkInterfaceAttribute",
                                        each.interfaceId(),
                                        "groups",
                                        each.before(),
                                        each.original(),
                                        "Give "
                                                + each.interfaceId()
                                                + " its original security groups back")));
        if (!marks.isEmpty()) {
            changes.add(
                    new Change(
                            "DeleteTags",
                            plan.instanceId(),
                            "tags",
                            List.copyOf(marks),
                            null,
                            "Take the marks of the lane from " + plan.instanceId()));
        }
        return changes;
    }

    LaneOutput execute(LanePlan plan) throws NodeFailure {
        var found = instances().loadLiving(plan.instanceId());
        moveBack(plan);
        try {
            var output = verified(plan);
            var marks = OriginalGroups.keys(found.tags());
            if (!marks.isEmpty()) {
                instances().untag(plan.instanceId(), marks);
            }
            return output;
        } catch (NodeFailure failure) {
            throw failure.partly();
        }
    }

    private void moveBack(LanePlan plan) throws NodeFailure {
        boolean moved = false;
        for (var each : instances().interfacesOf(plan.instanceId())) {
            var held = plan.held(each.networkInterfaceId());
            if (held.isEmpty()) {
                if (Lane.holds(each)) {
                    throw LaneMove.conflict(each.networkInterfaceId(), "it put into a lane");
                }
                continue;
            }
            try {
                check(held.get(), each);
                if (!Instances.groupsOf(each).equals(held.get().original())) {
                    instances().setGroups(each.networkInterfaceId(), held.get().original());
                }
            } catch (NodeFailure failure) {
                throw moved ? failure.partly() : failure;
            }
            moved = true;
        }
    }

    private LaneOutput verified(LanePlan plan) throws NodeFailure {
        for (var each : instances().interfacesOf(plan.instanceId())) {
            var held = plan.held(each.networkInterfaceId());
            if (held.isPresent() && !Instances.groupsOf(each).equals(held.get().original())) {
                throw NodeFailure.retryable(
                        "aws.unverified",
                        Fault.PROVIDER,
                        "Expected "
                                + each.networkInterfaceId()
                                + " to have its original groups "
                                + held.get().original()
                                + " again, found "
                                + Instances.groupsOf(each)
                                + ".");
            }
        }
        return restored(plan);
    }

    /// What the end looks like, which the plan knows already.
    static LaneOutput restored(LanePlan plan) {
        var moved =
                plan.interfaces().stream()
                        .map(each ->
                                new Moved(each.interfaceId(), each.original(), each.original()))
                        .toList();
        return new LaneOutput(plan.instanceId(), LaneOutput.NONE, moved, changed(plan));
    }

    private static boolean changed(LanePlan plan) {
        return plan.interfaces().stream().anyMatch(each -> !each.before().equals(each.original()));
    }

    Reconciliation<LaneOutput> reconcile(LanePlan plan) throws NodeFailure {
        var found = instances().load(plan.instanceId());
        if (found.gone()) {
            return new Reconciliation.Conflict<>(
                    plan.instanceId() + " is " + found.state() + " by now.");
        }
        var restored = OriginalGroups.keys(found.tags()).isEmpty();
        for (var each : instances().interfacesOf(plan.instanceId())) {
            var held = plan.held(each.networkInterfaceId());
            if (held.isPresent() && !Instances.groupsOf(each).equals(held.get().original())) {
                restored = false;
                if (!Lane.holds(each)) {
                    return new Reconciliation.Conflict<>(
                            each.networkInterfaceId() + " has " + Instances.groupsOf(each) + ".");
                }
            }
        }
        return restored
                ? new Reconciliation.Applied<>(restored(plan))
                : new Reconciliation.NotApplied<>();
    }
}
