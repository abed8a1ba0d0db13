package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Xml;
import io.sluice.sandbox.world.Vm;
import io.sluice.sandbox.world.Vm.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// StartInstances, StopInstances and TerminateInstances. One instance in a wrong state refuses all.
record InstanceStates(Resources resources) {
    private static final Set<State> DEAD = EnumSet.of(State.SHUTTING_DOWN, State.TERMINATED);

    private record Change(Vm before, Vm after) {}

    /// What an action asks of an instance.
    private record Wish(State transition, Set<State> fulfilled, Set<State> refused) {}

    private static final Wish START =
            new Wish(
                    State.PENDING,
                    EnumSet.of(State.PENDING, State.RUNNING),
                    EnumSet.of(State.STOPPING, State.SHUTTING_DOWN, State.TERMINATED));
    private static final Wish STOP =
            new Wish(
                    State.STOPPING,
                    EnumSet.of(State.STOPPING, State.STOPPED),
                    EnumSet.of(State.PENDING, State.SHUTTING_DOWN, State.TERMINATED));
    private static final Wish TERMINATE = new Wish(State.SHUTTING_DOWN, DEAD, Set.of());

    void register(Map<String, AwsAction> actions) {
        actions.put("StartInstances", AwsAction.write(request -> change(request, START)));
        actions.put("StopInstances", AwsAction.write(request -> change(request, STOP)));
        actions.put("TerminateInstances", AwsAction.write(request -> change(request, TERMINATE)));
    }

    private Outcome change(AwsRequest request, Wish wish) {
        List<String> ids = request.list("InstanceId");
        if (ids.isEmpty()) {
            throw AwsError.missing("InstanceId");
        }
        List<Vm> vms = ids.stream().distinct().map(id -> resources.vm(request, id)).toList();
        vms.forEach(vm -> check(vm, wish));
        request.stopIfDryRun();
        List<Change> changes = new ArrayList<>();
        for (Vm vm : vms) {
            boolean fulfilled = wish.fulfilled().contains(vm.state());
            changes.add(
                    new Change(
                            vm,
                            fulfilled
                                    ? vm
                                    : resources.cloud().instances().begin(vm, wish.transition())));
        }
        return Outcome.write(
                AwsAnswers.ec2(
                        request.action(),
                        xml -> xml.each("instancesSet", "item", changes, InstanceStates::show)),
                changes.stream().anyMatch(c -> !c.before().equals(c.after())),
                String.join(",", ids),
                "");
    }

    private static void check(Vm vm, Wish wish) {
        if (wish.refused().contains(vm.state())) {
            throw AwsError.bad(
                    "IncorrectInstanceState",
                    "This instance '%s' is not in a state from which it can be %s; it is %s."
                            .formatted(
                                    vm.instanceId(),
                                    wish.transition() == State.PENDING ? "started" : "stopped",
                                    vm.state().wireName()));
        }
    }

    private static void show(Xml xml, Change change) {
        xml.leaf("instanceId", change.before().instanceId());
        InstanceXml.state(xml, "currentState", change.after().state());
        InstanceXml.state(xml, "previousState", change.before().state());
    }
}
