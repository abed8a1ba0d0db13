package io.sluice.db;

import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form in which the store keeps bodies.
public interface Json {
    /// As the codec writes it.
    static Json codec() {
        return CodecJson.INSTANCE;
    }

    String write(RunState state);

    RunState state(String text);

    String write(List<Event> events);

    List<Event> events(String text);

    String write(Command command);

    Command command(String text);

    String text(@Nullable Object value);

    @Nullable Object value(String text);

    Map<String, @Nullable Object> map(String text);
}
