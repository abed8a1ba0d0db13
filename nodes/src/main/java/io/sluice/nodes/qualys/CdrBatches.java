package io.sluice.nodes.qualys;

import io.sluice.engine.node.TriggerType.Occurrence;
import io.sluice.engine.node.TriggerType.Reading;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads a stored batch as the event of a run. The application stores findings before it starts
/// anything: what reaches a trigger is always a batch, under its id.
final class CdrBatches {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private CdrBatches() {}

    static Reading<CdrEvent> read(Occurrence occurrence) {
        if (!(occurrence.body() instanceof Map<?, ?> batch)
                || !(batch.get("batch") instanceof String)) {
            return new Reading.Ignored<>(
                    "Expected a batch of findings; findings are stored first, by a poll or at"
                            + " /webhook/cdr.");
        }
        try {
            var event = MAPPER.convertValue(batch, CdrEvent.class);
            return new Reading.Starts<>(event, Optional.of(event.batch()));
        } catch (JacksonException | NullPointerException e) {
            return new Reading.Refused<>("Expected a batch of findings: " + e.getMessage());
        }
    }
}
