package io.sluice.nodes.aws;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.TriggerType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A snapshot is there: once for each snapshot.
final class SnapshotCreated implements TriggerType<SnapshotCreated.Config, SnapshotCreated.Event> {
    private static final String DETAIL_TYPE = "EBS Snapshot Notification";

    record Config(
            @Field(
                            title = "Accounts",
                            description = "Only snapshots of these accounts; empty for all.",
                            defaultValue = "[]",
                            example = "[\"111122223333\"]")
                    List<String> accounts,
            @Field(
                            title = "Regions",
                            description = "Only snapshots in these regions; empty for all.",
                            defaultValue = "[]",
                            example = "[\"us-east-1\"]")
                    List<String> regions,
            @Field(
                            title = "Copies too",
                            description = "Also for copies of snapshots.",
                            defaultValue = "false")
                    boolean copies) {
        Config {
            accounts = List.copyOf(accounts);
            regions = List.copyOf(regions);
        }
    }

    record Event(
            @Field(title = "Event id", example = "\"01234567-0123-0123-0123-0123456789ab\"")
                    String eventId,
            @Field(title = "Account", example = "\"111122223333\"") String account,
            @Field(title = "Region", example = "\"us-east-1\"") String region,
            @Field(title = "Snapshot id", example = "\"snap-0aa11bb22cc33dd44\"") String snapshotId,
            @Field(
                            title = "Event",
                            oneOf = {"createSnapshot", "copySnapshot"})
                    String event,
            @Field(title = "Time", description = "In UTC.", example = "\"2026-01-05T10:00:00Z\"")
                    String time) {}

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "aws.ec2.snapshot-created",
                1,
                "New AWS snapshot",
                "Trigger",
                "camera-plus",
                "A snapshot of a volume has been completed.",
                """
                Make a rule in EventBridge for `aws.ec2` / `EBS Snapshot Notification` with an API destination that posts to
                this product's event address. One run is started for each account, region and snapshot id, however often
                the event is delivered. Snapshots that failed start none.

                The event does not tell whether the snapshot is encrypted: put *Describe snapshot* behind it.
                """,
                List.of("ebs", "backup", "encryption", "volume", "eventbridge"),
                "",
                Map.of(),
                List.of("events:PutRule", "events:PutTargets", "iam:PassRole"));
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<Event> eventType() {
        return Event.class;
    }

    @Override
    public Source source() {
        return Source.EVENTBRIDGE;
    }

    @Override
    public Reading<Event> read(Config config, Occurrence occurrence) {
        try {
            var event = CloudEvent.read(occurrence, DETAIL_TYPE);
            return event.isEmpty()
                    ? new Reading.Ignored<>("It is no snapshot notification.")
                    : read(config, event.get());
        } catch (CloudEvent.Malformed e) {
            return new Reading.Refused<>(e.why());
        }
    }

    private static Reading<Event> read(Config config, CloudEvent event)
            throws CloudEvent.Malformed {
        var kind = event.detail("event", "[A-Za-z]{1,60}");
        var wanted =
                kind.equals("createSnapshot") || (config.copies() && kind.equals("copySnapshot"));
        if (!wanted) {
            return new Reading.Ignored<>("It is a " + kind + ".");
        }
        var result = event.detail("result", "[A-Za-z]{1,60}");
        if (!result.equals("succeeded")) {
            return new Reading.Ignored<>("The snapshot " + result + ".");
        }
        if (!config.accounts().isEmpty() && !config.accounts().contains(event.account())) {
            return new Reading.Ignored<>("Account " + event.account() + " is not listed.");
        }
        if (!config.regions().isEmpty() && !config.regions().contains(event.region())) {
            return new Reading.Ignored<>("Region " + event.region() + " is not listed.");
        }
        var arn = event.detail("snapshot_id", "arn:[!-~]*:snapshot/" + AwsText.SNAPSHOT_PATTERN);
        var id = arn.substring(arn.lastIndexOf('/') + 1);
        return new Reading.Starts<>(
                new Event(event.id(), event.account(), event.region(), id, kind, event.time()),
                Optional.of(event.account() + "/" + event.region() + "/" + id));
    }
}
