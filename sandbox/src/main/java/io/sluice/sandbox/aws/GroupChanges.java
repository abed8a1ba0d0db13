package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.world.NetworkInterface;
import io.sluice.sandbox.world.Vm;
import java.util.List;
import java.util.Map;

/// ModifyNetworkInterfaceAttribute and ModifyInstanceAttribute, as far as they replace security
/// groups: the whole set, never a part of it.
record GroupChanges(Resources resources) {
    private static final int MAX_GROUPS = 5;

    void register(Map<String, AwsAction> actions) {
        actions.put("ModifyNetworkInterfaceAttribute", AwsAction.write(this::modifyInterface));
        actions.put("ModifyInstanceAttribute", AwsAction.write(this::modifyInstance));
    }

    private Outcome modifyInterface(AwsRequest request) {
        NetworkInterface eni =
                resources.networkInterface(request, request.need("NetworkInterfaceId"));
        List<String> groups = request.list("SecurityGroupId");
        if (groups.isEmpty()) {
            throw AwsError.bad(
                    "InvalidParameterCombination",
                    "No attributes specified; the sandbox knows SecurityGroupId.N");
        }
        return replace(request, eni, groups, eni.id());
    }

    private Outcome modifyInstance(AwsRequest request) {
        Vm vm = resources.vm(request, request.need("InstanceId"));
        List<String> groups = request.list("GroupId");
        if (groups.isEmpty()) {
            throw AwsError.bad(
                    "InvalidParameterCombination",
                    "No attributes specified; the sandbox knows GroupId.N");
        }
        if (vm.interfaceIds().size() > 1) {
            throw AwsError.bad(
                    "InvalidInstanceID",
                    "There are multiple interfaces attached to instance '%s'. Please specify an"
                                    .formatted(vm.instanceId())
                            + " interface ID for the operation instead.");
        }
        if (vm.state() == Vm.State.TERMINATED) {
            throw AwsError.bad(
                    "IncorrectInstanceState",
                    "Instance '%s' is terminated.".formatted(vm.instanceId()));
        }
        NetworkInterface eni = resources.cloud().interfaces().load(vm.primaryInterfaceId());
        return replace(request, eni, groups, vm.instanceId());
    }

    private Outcome replace(
            AwsRequest request, NetworkInterface eni, List<String> groups, String subject) {
        List<String> wanted = groups.stream().distinct().toList();
        if (wanted.size() > MAX_GROUPS) {
            throw AwsError.bad(
                    "SecurityGroupsPerInterfaceLimitExceeded",
                    "The maximum number of security groups per interface has been reached.");
        }
        for (String id : wanted) {
            if (!resources.group(request, id).vpcId().equals(eni.place().vpcId())) {
                throw AwsError.bad(
                        "InvalidParameterValue",
                        "You have specified two resources that belong to different networks.");
            }
        }
        request.stopIfDryRun();
        boolean changed = !wanted.equals(eni.groupIds());
        resources.cloud().interfaces().put(eni.id(), eni.inGroups(wanted));
        return Outcome.write(
                AwsAnswers.ec2True(request.action()), changed, subject, String.join(",", wanted));
    }
}
