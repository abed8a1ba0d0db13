package io.sluice.nodes.aws;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.TriggerType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A new virtual machine runs: once for each instance, however often AWS says so.
final class InstanceStarted implements TriggerType<InstanceStarted.Config, InstanceStarted.Event> {
    private static final String DETAIL_TYPE = "EC2 Instance State-change Notification";

    record Config(
            @Field(
                            title = "Accounts",
                            description = "Only instances of these accounts; empty for all.",
                            defaultValue = "[]",
                            example = "[\"111122223333\"]")
                    List<String> accounts,
            @Field(
                            title = "Regions",
                            description = "Only instances in these regions; empty for all.",
                            defaultValue = "[]",
                            example = "[\"us-east-1\"]")
                    List<String> regions) {
        Config {
            accounts = List.copyOf(accounts);
            regions = List.copyOf(regions);
        }
    }

    record Event(
            @Field(title = "Event id", example = "\"6a7e8feb-b491-4cf7-a9f1-bf3703467718\"")
                    String eventId,
            @Field(title = "Account", example = "\"111122223333\"") String account,
            @Field(title = "Region", example = "\"us-east-1\"") String region,
            @Field(title = "Instance id", example = "\"i-0aa11bb22cc33dd44\"") String instanceId,
            @Field(title = "State", description = "Always running.", example = "\"running\"")
                    String state,
            @Field(
                            title = "Time",
                            description = "When it began to run, in UTC.",
                            example = "\"2026-01-05T10:00:00Z\"")
                    String time) {}

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "aws.ec2.instance-started",
                1,
                "New AWS instance",
                "Trigger",
                "server-bolt",
                "A new EC2 instance runs.",
                """
                Make a rule in EventBridge for `aws.ec2` / `EC2 Instance State-change Notification` with an API destination
                that posts to this product's event address. AWS may deliver an event twice, out of order, and again when a
                stopped instance is started: **one** run is started for each account, region and instance id, ever, also
                when its addresses change.

                The event carries no address and no tags: put *Describe instance* behind it.
                """,
                List.of("vm", "launch", "ec2", "new virtual machine", "eventbridge", "running"),
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
                    ? new Reading.Ignored<>("It is no instance state change.")
                    : read(config, event.get());
        } catch (CloudEvent.Malformed e) {
            return new Reading.Refused<>(e.why());
        }
    }

    private static Reading<Event> read(Config config, CloudEvent event)
            throws CloudEvent.Malformed {
        var id = event.detail("instance-id", AwsText.INSTANCE_PATTERN);
        var state = event.detail("state", "[a-z-]{1,40}");
        if (!state.equals("running")) {
            return new Reading.Ignored<>(id + " is " + state + ", not running.");
        }
        if (!config.accounts().isEmpty() && !config.accounts().contains(event.account())) {
            return new Reading.Ignored<>("Account " + event.account() + " is not listed.");
        }
        if (!config.regions().isEmpty() && !config.regions().contains(event.region())) {
            return new Reading.Ignored<>("Region " + event.region() + " is not listed.");
        }
        return new Reading.Starts<>(
                new Event(event.id(), event.account(), event.region(), id, state, event.time()),
                Optional.of(event.account() + "/" + event.region() + "/" + id));
    }
}
