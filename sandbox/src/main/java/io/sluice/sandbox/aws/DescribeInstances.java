package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.world.NetworkInterface;
import io.sluice.sandbox.world.Vm;
import java.util.List;
import java.util.Map;

/// DescribeInstances: one reservation an instance.
record DescribeInstances(Resources resources) {
    void register(Map<String, AwsAction> actions) {
        actions.put("DescribeInstances", AwsAction.read(this::describe));
    }

    private Outcome describe(AwsRequest request) {
        request.stopIfDryRun();
        List<Vm> found =
                Resources.chosen(
                                request.list("InstanceId"),
                                id -> resources.vm(request, id),
                                resources.vms(request))
                        .filter(filters().matching(request.filters()))
                        .toList();
        Page<Vm> page = Page.of(request, found);
        InstanceXml shape = new InstanceXml(resources);
        return Outcome.about(
                AwsAnswers.ec2(
                        request.action(),
                        xml ->
                                xml.each("reservationSet", "item", page.items(), shape::reservation)
                                        .leaf("nextToken", page.nextToken())),
                String.join(",", request.list("InstanceId")));
    }

    private Filters<Vm> filters() {
        return new Filters<Vm>(vm -> resources.cloud().tags(vm.instanceId()))
                .on("instance-id", Vm::instanceId)
                .on("instance-type", vm -> vm.hardware().instanceType())
                .on("image-id", vm -> vm.hardware().imageId())
                .on("instance-state-name", vm -> vm.state().wireName())
                .on("instance-state-code", vm -> Integer.toString(vm.state().code()))
                .on("vpc-id", vm -> vm.place().vpcId())
                .on("subnet-id", vm -> vm.place().subnetId())
                .on("availability-zone", vm -> vm.place().zone())
                .on("reservation-id", vm -> vm.hardware().reservationId())
                .on("private-ip-address", vm -> primary(vm).privateIp())
                .onAny("ip-address", vm -> resources.cloud().publicIp(vm).stream().toList())
                .onAny("instance.group-id", vm -> primary(vm).groupIds())
                .onAny("network-interface.group-id", this::allGroups)
                .onAny("network-interface.network-interface-id", Vm::interfaceIds);
    }

    private NetworkInterface primary(Vm vm) {
        return resources.cloud().interfaces().load(vm.primaryInterfaceId());
    }

    private List<String> allGroups(Vm vm) {
        return resources.cloud().interfacesOf(vm).stream()
                .flatMap(eni -> eni.groupIds().stream())
                .distinct()
                .toList();
    }
}
