package io.sluice.nodes.flow;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.TriggerType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The clock starts the run.
final class ScheduleTrigger implements TriggerType<ScheduleTrigger.Config, ScheduleTrigger.Event> {
    record Config(
            @Field(
                            title = "Cron",
                            description =
                                    "Minute, hour, day of month, month, day of week: `0 6 * * 1-5` is six o'clock on"
                                            + " working days.",
                            example = "\"0 6 * * *\"")
                    String cron,
            @Field(
                            title = "Time zone",
                            description = "IANA name; summer time is followed.",
                            defaultValue = "\"UTC\"",
                            example = "\"Europe/Berlin\"")
                    String timeZone,
            @Field(
                            title = "When missed",
                            description =
                                    "After a standstill: skip what was missed, or fire once for all of it.",
                            oneOf = {"skip", "fire-once"},
                            defaultValue = "\"fire-once\"")
                    String missed) {}

    record Event(@Field(title = "Due at", description = "The tick, in UTC.") String dueAt) {}

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "schedule",
                1,
                "Schedule",
                FlowNodes.TRIGGER,
                "calendar-time",
                "The clock starts the run.",
                """
                Each tick starts one run, however many servers there are. When clocks go forward a tick in the gap is due
                at its end; when they go back a tick is due once.
                """,
                List.of("cron", "daily", "timer", "every", "recurring"),
                "",
                Map.of(),
                List.of());
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
        return Source.SCHEDULE;
    }

    /// The occurrence's delivery id is the tick.
    @Override
    public Reading<Event> read(Config config, Occurrence occurrence) {
        var tick = occurrence.deliveryId().orElse(occurrence.receivedAt().toString());
        return new Reading.Starts<>(new Event(tick), Optional.of(tick));
    }
}
