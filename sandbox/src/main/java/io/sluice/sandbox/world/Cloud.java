package io.sluice.sandbox.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The account in the simulated cloud: machines, interfaces, groups, snapshots and their tags.
public final class Cloud {
    public static final String ACCOUNT = "111122223333";
    public static final String HOME_REGION = "us-east-1";
    public static final String DEFAULT_KEY =
            "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/5a4db0c5-0000-4000-8000-000000000001";

    private final World world;
    private final Table<Vm> vms;
    private final Table<NetworkInterface> interfaces;
    private final Table<SecurityGroup> groups;
    private final Table<Snapshot> snapshots;
    private final Table<ResourceTags> tags;
    private final Instances instances;
    private final SnapshotLife snapshotLife;

    Cloud(World world) {
        this.world = world;
        this.vms = world.table("vms", Vm.class);
        this.interfaces = world.table("interfaces", NetworkInterface.class);
        this.groups = world.table("groups", SecurityGroup.class);
        this.snapshots = world.table("snapshots", Snapshot.class);
        this.tags = world.table("awsTags", ResourceTags.class);
        this.instances = new Instances(world, this);
        this.snapshotLife = new SnapshotLife(world, this);
    }

    void furnish() {
        defaultGroup(HOME_REGION);
    }

    void clear() {
        vms.clear();
        interfaces.clear();
        groups.clear();
        snapshots.clear();
        tags.clear();
    }

    public Table<Vm> vms() {
        return vms;
    }

    public Table<NetworkInterface> interfaces() {
        return interfaces;
    }

    public Table<SecurityGroup> groups() {
        return groups;
    }

    public Table<Snapshot> snapshots() {
        return snapshots;
    }

    public Instances instances() {
        return instances;
    }

    public SnapshotLife snapshotLife() {
        return snapshotLife;
    }

    public Table<ResourceTags> resourceTags() {
        return tags;
    }

    public Map<String, String> tags(String resourceId) {
        return tags.find(resourceId).map(ResourceTags::tags).orElse(Map.of());
    }

    /// Sets tags over those that are there; answers whether anything changed.
    public boolean tag(String resourceId, String type, String region, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(tags(resourceId));
        all.putAll(more);
        if (all.equals(tags(resourceId))) {
            return false;
        }
        tags.put(resourceId, new ResourceTags(resourceId, type, region, all));
        return true;
    }

    public List<NetworkInterface> interfacesOf(Vm vm) {
        return vm.interfaceIds().stream().map(interfaces::load).toList();
    }

    public Optional<String> publicIp(Vm vm) {
        return Optional.ofNullable(interfaces.load(vm.primaryInterfaceId()).publicIp());
    }

    public static String vpcId(String region) {
        return "vpc-0sandbox" + placeNumber(region);
    }

    public static String subnetId(String region) {
        return "subnet-0sandbox" + placeNumber(region);
    }

    private static String placeNumber(String region) {
        return region.equals(HOME_REGION)
                ? "000000001"
                : "%09d".formatted(Math.floorMod(region.hashCode(), 999_999_998) + 2);
    }

    /// The region's default group, made when the region is first used.
    public SecurityGroup defaultGroup(String region) {
        return groups.all().stream()
                .filter(group -> group.region().equals(region) && group.isDefault())
                .findFirst()
                .orElseGet(() -> makeDefaultGroup(region));
    }

    private SecurityGroup makeDefaultGroup(String region) {
        String id = world.ids().aws("sg");
        SecurityGroup.Rule fromItself =
                new SecurityGroup.Rule(
                        world.ids().aws("sgr"),
                        false,
                        "-1",
                        null,
                        null,
                        SecurityGroup.Peer.GROUP,
                        id,
                        null);
        SecurityGroup group =
                new SecurityGroup(
                        id,
                        "default",
                        "default VPC security group",
                        region,
                        vpcId(region),
                        List.of(fromItself, allowAllOut()),
                        world.now());
        groups.put(id, group);
        return group;
    }

    /// The rule every new group begins with.
    public SecurityGroup.Rule allowAllOut() {
        return new SecurityGroup.Rule(
                world.ids().aws("sgr"),
                true,
                "-1",
                null,
                null,
                SecurityGroup.Peer.CIDR,
                "0.0.0.0/0",
                null);
    }

    /// Whether something on the machine can reach the internet by HTTPS: an agent its platform.
    public boolean reachesOut(Vm vm) {
        return vm.state() == Vm.State.RUNNING
                && rules(vm).stream().anyMatch(rule -> rule.egress() && rule.allowsTcp(443));
    }

    /// Whether an outside scanner gets any answer from the machine.
    public boolean answersScanner(Vm vm) {
        return vm.state() == Vm.State.RUNNING && rules(vm).stream().anyMatch(r -> !r.egress());
    }

    private List<SecurityGroup.Rule> rules(Vm vm) {
        return interfacesOf(vm).stream()
                .flatMap(eni -> eni.groupIds().stream())
                .flatMap(id -> groups.find(id).stream())
                .flatMap(group -> group.rules().stream())
                .toList();
    }

    public static String arn(String region, String resource) {
        return "arn:aws:ec2:%s:%s:%s".formatted(region, ACCOUNT, resource);
    }
}
