package io.sluice.sandbox.world;

import io.sluice.sandbox.http.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// EventBridge events as their JSON text.
final class CloudEvents {
    private CloudEvents() {}

    static String running(Vm vm, Vm.Event event) {
        String region = vm.place().region();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("instance-id", vm.instanceId());
        detail.put("state", "running");
        return envelope(
                event.id(),
                "EC2 Instance State-change Notification",
                event.at(),
                region,
                Cloud.arn(region, "instance/" + vm.instanceId()),
                detail);
    }

    /// @param event `createSnapshot` or `copySnapshot`
    static String snapshot(String id, String event, Snapshot snapshot, Instant at) {
        String arn =
                "arn:aws:ec2::%s:snapshot/%s".formatted(snapshot.region(), snapshot.snapshotId());
        boolean ok = snapshot.state() == Snapshot.State.COMPLETED;
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("event", event);
        detail.put("result", ok ? "succeeded" : "failed");
        detail.put("cause", snapshot.statusMessage() == null ? "" : snapshot.statusMessage());
        detail.put("request-id", "");
        detail.put("snapshot_id", arn);
        String sourceId = snapshot.sourceId();
        detail.put(
                "source",
                sourceId == null
                        ? "arn:aws:ec2::%s:volume/%s"
                                .formatted(snapshot.region(), snapshot.volumeId())
                        : "arn:aws:ec2::%s:snapshot/%s".formatted(snapshot.region(), sourceId));
        detail.put("startTime", whole(snapshot.startTime()));
        detail.put("endTime", whole(at));
        return envelope(id, "EBS Snapshot Notification", at, snapshot.region(), arn, detail);
    }

    private static String envelope(
            String id,
            String detailType,
            Instant at,
            String region,
            String arn,
            Map<String, Object> detail) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", id);
        event.put("detail-type", detailType);
        event.put("source", "aws.ec2");
        event.put("account", Cloud.ACCOUNT);
        event.put("time", whole(at));
        event.put("region", region);
        event.put("resources", List.of(arn));
        event.put("detail", detail);
        return Json.write(event);
    }

    private static String whole(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
