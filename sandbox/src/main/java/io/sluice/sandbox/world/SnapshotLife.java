package io.sluice.sandbox.world;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How snapshots come to be and end.
public final class SnapshotLife {
    private static final String MEANINGLESS_VOLUME = "vol-ffffffff";

    private final World world;
    private final Cloud cloud;

    SnapshotLife(World world, Cloud cloud) {
        this.world = world;
        this.cloud = cloud;
    }

    /// A snapshot that somebody else has made, complete, and the event that says so.
    public Snapshot find(boolean encrypted, boolean copyFails, boolean usedByImage, String region) {
        Instant now = world.now();
        Snapshot snapshot =
                new Snapshot(
                        world.ids().aws("snap"),
                        region,
                        world.ids().aws("vol"),
                        "",
                        Snapshot.State.COMPLETED,
                        null,
                        now,
                        now,
                        encrypted,
                        encrypted ? Cloud.DEFAULT_KEY : null,
                        8,
                        copyFails,
                        null,
                        usedByImage ? world.ids().aws("ami") : null);
        cloud.snapshots().put(snapshot.snapshotId(), snapshot);
        announce("createSnapshot", snapshot, now);
        return snapshot;
    }

    /// Begins a snapshot of a volume.
    public Snapshot create(
            String volumeId, String description, String region, Map<String, String> tags) {
        return begin(volumeId, description, region, tags, false, null, false, null);
    }

    /// Begins a copy in `region`; its tags are its own and its volume means nothing.
    public Snapshot copy(
            Snapshot source,
            String region,
            String description,
            @Nullable String kmsKeyId,
            boolean encrypted,
            Map<String, String> tags) {
        return begin(
                MEANINGLESS_VOLUME,
                description,
                region,
                tags,
                encrypted,
                kmsKeyId,
                source.copyFails(),
                source.snapshotId());
    }

    private Snapshot begin(
            String volumeId,
            String description,
            String region,
            Map<String, String> tags,
            boolean encrypted,
            @Nullable String kmsKeyId,
            boolean fails,
            @Nullable String sourceId) {
        Instant now = world.now();
        Instant end = now.plus(world.pace().snapshotCopy());
        Snapshot snapshot =
                new Snapshot(
                        world.ids().aws("snap"),
                        region,
                        volumeId,
                        description,
                        Snapshot.State.PENDING,
                        null,
                        now,
                        end,
                        encrypted,
                        kmsKeyId,
                        8,
                        fails,
                        sourceId,
                        null);
        cloud.snapshots().put(snapshot.snapshotId(), snapshot);
        if (!tags.isEmpty()) {
            cloud.tag(snapshot.snapshotId(), "snapshot", region, tags);
        }
        world.agenda().add(end, Agenda.Kind.SNAPSHOT_SETTLES, snapshot.snapshotId());
        return snapshot;
    }

    void settle(String snapshotId, Instant at) {
        cloud.snapshots().find(snapshotId).ifPresent(snapshot -> settle(snapshot, at));
    }

    private void settle(Snapshot snapshot, Instant at) {
        boolean isCopy = snapshot.sourceId() != null;
        Snapshot ended =
                isCopy && snapshot.copyFails()
                        ? snapshot.ended(
                                Snapshot.State.ERROR,
                                "Given key ID is not accessible. You must have DescribeKey permissions"
                                        + " on the default CMK")
                        : snapshot.ended(Snapshot.State.COMPLETED, null);
        cloud.snapshots().put(ended.snapshotId(), ended);
        announce(isCopy ? "copySnapshot" : "createSnapshot", ended, at);
    }

    private void announce(String event, Snapshot snapshot, Instant at) {
        String text = CloudEvents.snapshot(world.ids().uuid(), event, snapshot, at);
        world.controls().outbox().add(Outbox.Target.EVENTS, text, world.now());
    }
}
