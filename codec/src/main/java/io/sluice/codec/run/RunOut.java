package io.sluice.codec.run;

import io.sluice.codec.value.JsonValues;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.node.Change;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.WorkflowRef;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes the types of a run, each with one form, straight to a generator. Empty collections, false
/// and empty optionals are left out.
final class RunOut {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final long NANOS = 1_000_000_000L;
    private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS - 1;

    private final JsonGenerator json;
    private final boolean forPeople;

    private RunOut(JsonGenerator json, boolean forPeople) {
        this.json = json;
        this.forPeople = forPeople;
    }

    /// Text with moments as people read them.
    static String readable(Consumer<RunOut> content) {
        return text(content, true);
    }

    /// Text with moments as nanoseconds since 1970, which are read back many times faster.
    static String compact(Consumer<RunOut> content) {
        return text(content, false);
    }

    private static String text(Consumer<RunOut> content, boolean forPeople) {
        var text = new StringWriter(512);
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            content.accept(new RunOut(json, forPeople));
        }
        return text.toString();
    }

    JsonGenerator json() {
        return json;
    }

    void object(Runnable content) {
        json.writeStartObject();
        content.run();
        json.writeEndObject();
    }

    void text(String name, String text) {
        json.writeStringProperty(name, text);
    }

    void number(String name, int number) {
        json.writeNumberProperty(name, number);
    }

    void flag(String name, boolean flag) {
        if (flag) {
            json.writeBooleanProperty(name, true);
        }
    }

    void id(String name, NodeId id) {
        json.writeStringProperty(name, id.value());
    }

    void step(String name, StepId step) {
        json.writeNumberProperty(name, step.value());
    }

    void step(String name, Optional<StepId> step) {
        step.ifPresent(one -> step(name, one));
    }

    void key(String name, EffectKey key) {
        json.writeStringProperty(name, key.value());
    }

    void workflow(String name, WorkflowRef ref) {
        json.writeName(name);
        json.writeStartArray();
        json.writeString(ref.id());
        json.writeNumber(ref.version());
        json.writeEndArray();
    }

    void actor(String name, Actor actor) {
        json.writeName(name);
        json.writeStartArray();
        json.writeString(actor.kind());
        json.writeString(actor.name());
        json.writeEndArray();
    }

    void at(String name, Instant at) {
        json.writeName(name);
        if (forPeople || Math.abs(at.getEpochSecond()) > MOST_SECONDS) {
            json.writeString(at.toString());
        } else {
            json.writeNumber(at.getEpochSecond() * NANOS + at.getNano());
        }
    }

    void at(String name, Optional<Instant> at) {
        if (at.isPresent()) {
            at(name, at.get());
        }
    }

    void text(String name, Optional<String> text) {
        if (text.isPresent()) {
            text(name, text.get());
        }
    }

    void key(String name, Optional<EffectKey> key) {
        if (key.isPresent()) {
            key(name, key.get());
        }
    }

    void values(String name, Map<String, @Nullable Object> values) {
        if (!values.isEmpty()) {
            json.writeName(name);
            JsonValues.write(json, values);
        }
    }

    void texts(String name, List<String> texts) {
        if (!texts.isEmpty()) {
            json.writeName(name);
            JsonValues.write(json, texts);
        }
    }

    void changes(String name, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        json.writeName(name);
        json.writeStartArray();
        for (var change : changes) {
            change(change);
        }
        json.writeEndArray();
    }

    private void change(Change change) {
        json.writeStartObject();
        text("action", change.action());
        text("subject", change.subject());
        text("property", change.property());
        value("before", change.before());
        value("after", change.after());
        text("summary", change.summary());
        json.writeEndObject();
    }

    private void value(String name, @Nullable Object value) {
        if (value != null) {
            json.writeName(name);
            JsonValues.write(json, value);
        }
    }

    void failure(String name, Optional<Failure> failure) {
        if (failure.isPresent()) {
            failure(name, failure.get());
        }
    }

    void failure(String name, Failure failure) {
        json.writeName(name);
        json.writeStartObject();
        text("code", failure.code());
        text("message", failure.message());
        text("fault", failure.fault());
        flag("retryable", failure.retryable());
        flag("unanswered", failure.unanswered());
        text("retryAfter", failure.retryAfter().map(Object::toString));
        json.writeEndObject();
    }

    void incident(String name, Incident incident) {
        json.writeName(name);
        json.writeStartObject();
        text("kind", incident.kind().name());
        failure("failure", incident.failure());
        at("raisedAt", incident.raisedAt());
        json.writeEndObject();
    }

    void resolution(String name, Resolution resolution) {
        json.writeName(name);
        json.writeStartObject();
        switch (resolution) {
            case Resolution.Retry _ -> text("kind", "retry");
            case Resolution.Skip(var output) -> {
                text("kind", "skip");
                values("output", output);
            }
            case Resolution.Happened(var output) -> {
                text("kind", "happened");
                values("output", output);
            }
            case Resolution.DidNotHappen _ -> text("kind", "did-not-happen");
        }
        json.writeEndObject();
    }
}
