package io.sluice.nodes.qualys;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.TriggerType;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Asks Qualys on a schedule what was detected, and starts a run for what is new.
public final class CdrPoll implements TriggerType<CdrPoll.Config, CdrEvent> {
    public static final String ID = "qualys.cdr-poll";

    /// When to ask, about what.
    public record Config(
            @Field(
                            title = "Connection",
                            description = "The Qualys connection to ask through.",
                            widget = "connection",
                            example = "\"qualys\"")
                    String connection,
            @Field(
                            title = "Cron",
                            description =
                                    "Minute, hour, day of month, month, day of week: `0 * * * *` is every full hour.",
                            defaultValue = "\"0 * * * *\"")
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
                                    "After a standstill: skip what was missed, or poll once for all of it.",
                            oneOf = {"skip", "fire-once"},
                            defaultValue = "\"fire-once\"")
                    String missed,
            @Field(
                            title = "Look back",
                            description = "Hours that the first poll reaches back.",
                            minimum = 1,
                            maximum = 720,
                            defaultValue = "24")
                    long hours,
            @Field(
                            title = "Overlap",
                            description =
                                    "How far each further poll reaches into the one before, for findings that are listed late.",
                            widget = "duration",
                            defaultValue = "\"PT1H\"")
                    String overlap,
            @Field(
                            title = "Minimum severity",
                            description = "1 (low) to 5 (critical).",
                            minimum = 1,
                            maximum = 5,
                            defaultValue = "1")
                    long minimumSeverity,
            @Field(
                            title = "Categories",
                            description =
                                    "Parts of category names, in any case; none for all, unknown ones included.",
                            defaultValue = "[]",
                            example = "[\"crypto_mining\",\"reverse_shell\"]")
                    List<String> categories,
            @Field(
                            title = "Resource type",
                            description = "Empty for all.",
                            defaultValue = "\"container\"")
                    String resourceType) {
        public CdrFilter filter() {
            return new CdrFilter((int) minimumSeverity, categories);
        }

        public Duration lookBack() {
            return Duration.ofHours(hours);
        }

        /// An hour if the text is none.
        public Duration overlapping() {
            try {
                var read = Duration.parse(overlap);
                return read.isNegative() ? Duration.ZERO : read;
            } catch (DateTimeException e) {
                return Duration.ofHours(1);
            }
        }
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                ID,
                1,
                "CDR findings (poll)",
                "Trigger",
                "radar",
                "Asks Qualys CDR on a schedule and starts a run for new findings.",
                """
                Each tick asks for the findings since the last one, somewhat overlapping, through all pages. Findings that
                are known already, by their id or because resource, category, process, destination and second are the
                same, start nothing: neither those of an earlier poll nor those that were pushed. New ones become one
                batch and one run; how far was read survives a restart, and moves on only when everything was stored.

                `trigger.findings` holds the first fifty, `trigger.batch` names them all. When Qualys' call budget is
                used up the poll waits as long as it is told; when it cannot, the next tick takes up where this one
                ended.
                """,
                List.of("findings", "detections", "container", "runtime", "CDR", "threat", "cron"),
                "qualys",
                Map.of(),
                List.of("Qualys CDR: Read findings"));
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<CdrEvent> eventType() {
        return CdrEvent.class;
    }

    @Override
    public Source source() {
        return Source.SCHEDULE;
    }

    @Override
    public Reading<CdrEvent> read(Config config, Occurrence occurrence) {
        return CdrBatches.read(occurrence);
    }
}
