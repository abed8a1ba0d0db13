package io.sluice.db;

import io.sluice.codec.run.CommandJson;
import io.sluice.codec.run.EventJson;
import io.sluice.codec.run.RunStateJson;
import io.sluice.codec.value.JsonValues;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Bodies as the codec module writes them.
enum CodecJson implements Json {
    INSTANCE;

    @Override
    public String write(RunState state) {
        return RunStateJson.write(state);
    }

    @Override
    public RunState state(String text) {
        return RunStateJson.read(text);
    }

    @Override
    public String write(List<Event> events) {
        return EventJson.write(events);
    }

    @Override
    public List<Event> events(String text) {
        return EventJson.read(text);
    }

    @Override
    public String write(Command command) {
        return CommandJson.write(command);
    }

    @Override
    public Command command(String text) {
        return CommandJson.read(text);
    }

    @Override
    public String text(@Nullable Object value) {
        return JsonValues.write(value);
    }

    @Override
    public @Nullable Object value(String text) {
        return JsonValues.readStored(text);
    }

    @Override
    public Map<String, @Nullable Object> map(String text) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        if (value(text) instanceof Map<?, ?> values) {
            values.forEach((key, item) -> map.put(String.valueOf(key), item));
        }
        return map;
    }
}
