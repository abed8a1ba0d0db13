package io.sluice.engine.decide;

import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a decision means for the run: it is the step's output, and the path goes on.
final class Approvals {
    private Approvals() {}

    static void decide(Walk walk, Step step, String decision, Actor by, String comment) {
        walk.emit(new Event.ApprovalDecided(step.id(), decision, by, comment));
        walk.complete(step, output(decision, by, comment, walk.now));
    }

    static Map<String, @Nullable Object> output(
            String decision, Actor by, String comment, Instant at) {
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("decision", decision);
        output.put("by", by.name());
        output.put("comment", comment);
        output.put("at", at.toString());
        return output;
    }
}
