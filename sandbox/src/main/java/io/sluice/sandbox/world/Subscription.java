package io.sluice.sandbox.world;

import java.util.List;
import java.util.Optional;

/// The Qualys subscription: assets, tags, connectors, scan jobs, scans and patch jobs.
public final class Subscription {
    private final World world;
    private final Table<Asset> assets;
    private final Table<AssetTag> tags;
    private final Table<Connector> connectors;
    private final Table<ScanJob> scanJobs;
    private final Table<Scan> scans;
    private final Table<PatchJob> patchJobs;
    private final AssetLife assetLife;
    private final ScanLife scanLife;
    private final PatchLife patchLife;

    Subscription(World world) {
        this.world = world;
        this.assets = world.table("assets", Asset.class);
        this.tags = world.table("tags", AssetTag.class);
        this.connectors = world.table("connectors", Connector.class);
        this.scanJobs = world.table("scanJobs", ScanJob.class);
        this.scans = world.table("scans", Scan.class);
        this.patchJobs = world.table("patchJobs", PatchJob.class);
        this.assetLife = new AssetLife(world, this);
        this.scanLife = new ScanLife(world, this);
        this.patchLife = new PatchLife(world, this);
    }

    void furnish() {
        long id = world.ids().next("connector", 300);
        connectors.put(
                key(id),
                new Connector(
                        id,
                        world.ids().uuid(),
                        "prod",
                        "",
                        "arn:aws:iam::" + Cloud.ACCOUNT + ":role/qualys-connector",
                        "sandbox-external-id",
                        true,
                        List.of(),
                        List.of("VM"),
                        false,
                        240,
                        Connector.State.FINISHED_SUCCESS,
                        world.now(),
                        world.now(),
                        world.now()));
    }

    void clear() {
        assets.clear();
        tags.clear();
        connectors.clear();
        scanJobs.clear();
        scans.clear();
        patchJobs.clear();
    }

    /// The row id of a number: sorts as the numbers do.
    public static String key(long id) {
        return "%012d".formatted(id);
    }

    public Table<Asset> assets() {
        return assets;
    }

    public Table<AssetTag> tags() {
        return tags;
    }

    public Table<Connector> connectors() {
        return connectors;
    }

    public Table<ScanJob> scanJobs() {
        return scanJobs;
    }

    public Table<Scan> scans() {
        return scans;
    }

    public Table<PatchJob> patchJobs() {
        return patchJobs;
    }

    public AssetLife assetLife() {
        return assetLife;
    }

    public ScanLife scanLife() {
        return scanLife;
    }

    public PatchLife patchLife() {
        return patchLife;
    }

    public Optional<Asset> assetOf(String instanceId) {
        return assets.all().stream().filter(a -> a.instanceId().equals(instanceId)).findFirst();
    }

    public Optional<Asset> assetByAgent(String agentUuid) {
        return assets.all().stream().filter(a -> agentUuid.equals(a.agentUuid())).findFirst();
    }

    public Vm machine(Asset asset) {
        return world.cloud().vms().load(asset.instanceId());
    }

    Optional<String> publicIp(Vm vm) {
        return world.cloud().publicIp(vm);
    }
}
