package io.sluice.sandbox.qualys.qps;

import io.sluice.sandbox.world.Asset;
import io.sluice.sandbox.world.Cloud;
import io.sluice.sandbox.world.NetworkInterface;
import io.sluice.sandbox.world.SecurityGroup;
import io.sluice.sandbox.world.Subscription;
import io.sluice.sandbox.world.Vm;
import io.sluice.sandbox.world.World;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A host asset as QPS shows it. There is no TruRisk here: that is read elsewhere.
record HostAssetShape(World world) {
    static final String OS = "Amazon Linux 2023";

    Map<String, Object> show(Asset asset) {
        Vm vm = world.subscription().machine(asset);
        NetworkInterface eni = world.cloud().interfaces().load(vm.primaryInterfaceId());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", asset.assetId());
        row.put("name", asset.name());
        row.put("created", time(asset.created()));
        row.put("modified", time(asset.modified()));
        row.put("type", "HOST");
        row.put("tags", tags(asset));
        row.put("sourceInfo", new QpsList("Ec2AssetSourceSimple", List.of(source(asset, vm, eni))));
        row.put("qwebHostId", asset.hostId());
        row.put("os", OS);
        row.put("dnsHostName", asset.name());
        row.put("fqdn", asset.name() + ".sandbox.example");
        row.put("address", eni.privateIp());
        row.put("trackingMethod", "INSTANCE_ID");
        String agent = asset.agentUuid();
        if (agent != null) {
            Map<String, Object> info = new LinkedHashMap<>();
            info.put("agentId", agent);
            info.put("status", "STATUS_ACTIVE");
            info.put("platform", "Linux");
            row.put("agentInfo", info);
        }
        Instant scanned = asset.lastVulnScan();
        if (scanned != null) {
            row.put("lastVulnScan", time(scanned));
        }
        row.put("isDockerHost", false);
        row.put("networkInterface", interfaces(asset, eni));
        return row;
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private QpsList tags(Asset asset) {
        List<Map<String, Object>> tags = new ArrayList<>();
        for (long id : asset.tagIds()) {
            world.subscription()
                    .tags()
                    .find(Subscription.key(id))
                    .ifPresent(tag -> {
                        Map<String, Object> simple = new LinkedHashMap<>();
                        simple.put("id", tag.id());
                        simple.put("name", tag.name());
                        tags.add(simple);
                    });
        }
        return new QpsList("TagSimple", tags);
    }

    private static QpsList interfaces(Asset asset, NetworkInterface eni) {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(address(asset, eni, "PRIVATE", eni.privateIp()));
        String publicIp = eni.publicIp();
        if (publicIp != null) {
            all.add(address(asset, eni, "PUBLIC", publicIp));
        }
        return new QpsList("HostAssetInterface", all);
    }

    private static Map<String, Object> address(
            Asset asset, NetworkInterface eni, String type, String ip) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("hostname", asset.name());
        shown.put("interfaceId", eni.id());
        shown.put("type", type);
        shown.put("address", ip);
        return shown;
    }

    private Map<String, Object> source(Asset asset, Vm vm, NetworkInterface eni) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("assetId", asset.assetId());
        source.put("type", "EC_2");
        source.put("firstDiscovered", time(asset.created()));
        source.put("lastUpdated", time(asset.modified()));
        source.put("ec2InstanceTags", Map.of("tags", ec2Tags(vm)));
        source.put("reservationId", vm.hardware().reservationId());
        source.put("availabilityZone", vm.place().zone());
        source.put("instanceId", vm.instanceId());
        source.put("instanceType", vm.hardware().instanceType());
        source.put("createdDate", time(vm.launchedAt()));
        source.put("instanceState", HostAssets.state(vm));
        source.put("groupId", String.join(",", eni.groupIds()));
        source.put("groupName", String.join(",", groupNames(eni)));
        source.put("spotInstance", false);
        source.put("accountId", Cloud.ACCOUNT);
        source.put("subnetId", vm.place().subnetId());
        source.put("vpcId", vm.place().vpcId());
        source.put("region", vm.place().region());
        source.put("zone", "VPC");
        source.put("imageId", vm.hardware().imageId());
        String publicIp = eni.publicIp();
        if (publicIp != null) {
            source.put("publicIpAddress", publicIp);
        }
        source.put("privateIpAddress", eni.privateIp());
        source.put("monitoringEnabled", false);
        return source;
    }

    private List<String> groupNames(NetworkInterface eni) {
        return eni.groupIds().stream()
                .flatMap(id -> world.cloud().groups().find(id).stream())
                .map(SecurityGroup::name)
                .toList();
    }

    private QpsList ec2Tags(Vm vm) {
        List<Map<String, Object>> all = new ArrayList<>();
        world.cloud()
                .tags(vm.instanceId())
                .forEach((key, value) -> {
                    Map<String, Object> tag = new LinkedHashMap<>();
                    tag.put("key", key);
                    tag.put("value", value);
                    all.add(tag);
                });
        return new QpsList("EC2Tags", all);
    }
}
