package io.sluice.nodes.qualys;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.TriggerType;
import io.sluice.policy.finding.Finding;
import java.util.List;
import java.util.Map;

/// Findings that are sent to us as they are detected start a run.
public final class CdrPush implements TriggerType<CdrPush.Config, CdrEvent> {
    public static final String ID = "qualys.cdr-push";

    /// Which of the findings that arrive this is for.
    public record Config(
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
                            description =
                                    "Findings about another type are left out; empty for all. One that names no type is taken.",
                            defaultValue = "\"container\"")
                    String resourceType) {
        public CdrFilter filter() {
            return new CdrFilter((int) minimumSeverity, categories);
        }

        /// @param about the type of resource that the finding names; empty for none
        public boolean wants(Finding finding, String about) {
            var type = resourceType.strip();
            return filter().wants(finding)
                    && (type.isEmpty() || about.isEmpty() || type.equalsIgnoreCase(about));
        }
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                ID,
                1,
                "CDR findings (webhook)",
                "Trigger",
                "radar-2",
                "Starts a run for findings posted to /webhook/cdr.",
                """
                The sender posts one finding or an array to `/webhook/cdr` and signs the raw body: `X-Qualys-Signature` is
                its HMAC-SHA256 in lower-case hex. It is answered 202 with the event's id once the findings are stored;
                without a good signature 401, and nothing is stored. A finding that is known already starts nothing.

                A webhook may be lost on its way: let *CDR findings (poll)* start the same workflow as a safety net. What
                one has handled the other does not handle again.
                """,
                List.of("findings", "detections", "container", "runtime", "CDR", "threat", "push"),
                "",
                Map.of(),
                List.of());
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
        return Source.WEBHOOK;
    }

    @Override
    public Reading<CdrEvent> read(Config config, Occurrence occurrence) {
        return CdrBatches.read(occurrence);
    }
}
