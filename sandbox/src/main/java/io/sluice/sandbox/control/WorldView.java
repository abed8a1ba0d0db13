package io.sluice.sandbox.control;

import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.SecurityGroup;
import io.sluice.sandbox.world.ServiceDesk.Row;
import io.sluice.sandbox.world.Snapshot;
import io.sluice.sandbox.world.Vm;
import io.sluice.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The world as JSON, for people and tests; not any vendor's shape.
record WorldView(World world) {
    Map<String, Object> all() {
        Map<String, Object> view = new LinkedHashMap<>();
        Cloud cloud = world.cloud();
        view.put("clock", new ClockRoutes(world).clock());
        view.put("vms", cloud.vms().all().stream().map(this::vm).toList());
        view.put("securityGroups", cloud.groups().all().stream().map(this::group).toList());
        view.put("snapshots", cloud.snapshots().all().stream().map(this::snapshot).toList());
        view.put("assets", List.copyOf(world.subscription().assets().all()));
        view.put("tags", List.copyOf(world.subscription().tags().all()));
        view.put("connectors", List.copyOf(world.subscription().connectors().all()));
        view.put("scanJobs", List.copyOf(world.subscription().scanJobs().all()));
        view.put("scans", List.copyOf(world.subscription().scans().all()));
        view.put("patchJobs", List.copyOf(world.subscription().patchJobs().all()));
        view.put("incidents", records("incident"));
        view.put("changes", records("change_request"));
        return view;
    }

    private List<Map<String, String>> records(String table) {
        return world.serviceDesk().table(table).stream().map(Row::fields).toList();
    }

    Map<String, Object> vm(Vm vm) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("instanceId", vm.instanceId());
        view.put("name", vm.name());
        view.put("state", vm.state().wireName());
        view.put("account", Cloud.ACCOUNT);
        view.put("region", vm.place().region());
        view.put("availabilityZone", vm.place().zone());
        view.put("vpcId", vm.place().vpcId());
        view.put("subnetId", vm.place().subnetId());
        view.put("instanceType", vm.hardware().instanceType());
        view.put("volumeId", vm.hardware().volumeId());
        view.put("launchedAt", vm.launchedAt().toString());
        view.put("publicIp", world.cloud().publicIp(vm).orElse(null));
        view.put("privateIp", world.cloud().interfaces().load(vm.primaryInterfaceId()).privateIp());
        view.put("tags", world.cloud().tags(vm.instanceId()));
        view.put(
                "interfaces",
                world.cloud().interfacesOf(vm).stream()
                        .map(eni -> Map.of("id", eni.id(), "groups", eni.groupIds()))
                        .toList());
        view.put("agent", vm.fate().agent());
        view.put("truRisk", vm.fate().truRisk());
        view.put("missingPatches", vm.fate().missingPatches());
        view.put("scanOutcome", vm.fate().scanOutcome().name().toLowerCase(Locale.ROOT));
        view.put("patchOutcome", vm.fate().patchOutcome().name().toLowerCase(Locale.ROOT));
        view.put("reachesOut", world.cloud().reachesOut(vm));
        Vm.Event event = vm.lastEvent();
        view.put("lastEventId", event == null ? null : event.id());
        world.subscription()
                .assetOf(vm.instanceId())
                .ifPresent(asset -> view.put("assetId", asset.assetId()));
        return view;
    }

    private Map<String, Object> group(SecurityGroup group) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("groupId", group.groupId());
        view.put("name", group.name());
        view.put("description", group.description());
        view.put("region", group.region());
        view.put("vpcId", group.vpcId());
        view.put("rules", group.rules());
        view.put("tags", world.cloud().tags(group.groupId()));
        return view;
    }

    Map<String, Object> snapshot(Snapshot snapshot) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("snapshotId", snapshot.snapshotId());
        view.put("region", snapshot.region());
        view.put("volumeId", snapshot.volumeId());
        view.put("state", snapshot.state().name().toLowerCase(Locale.ROOT));
        view.put("statusMessage", snapshot.statusMessage());
        view.put("encrypted", snapshot.encrypted());
        view.put("kmsKeyId", snapshot.kmsKeyId());
        view.put("sourceId", snapshot.sourceId());
        view.put("imageId", snapshot.imageId());
        view.put("tags", world.cloud().tags(snapshot.snapshotId()));
        return view;
    }
}
