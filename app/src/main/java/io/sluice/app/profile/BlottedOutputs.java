package io.sluice.app.profile;

import io.sluice.app.secret.KnownSecrets;
import io.sluice.codec.schema.NodeCatalogue;
import io.sluice.engine.port.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Records as they are, but what nodes give out without secrets: an outside system may have echoed
/// one, and outputs are stored, shown and handed on. Requests about to be sent are left alone; the
/// author has written them.
final class BlottedOutputs implements Records {
    private final Records records;
    private final Set<Class<?>> outputs;

    BlottedOutputs(Records records, NodeCatalogue catalogue) {
        this.records = records;
        outputs =
                catalogue.nodeTypes().stream()
                        .<Class<?>>map(entry -> entry.type().outputType())
                        .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public <R extends Record> R read(Map<String, @Nullable Object> data, Class<R> type) {
        return records.read(data, type);
    }

    @Override
    public Map<String, @Nullable Object> write(Record value) {
        var written = records.write(value);
        return outputs.contains(value.getClass()) ? blotted(written) : written;
    }

    private static Map<String, @Nullable Object> blotted(Map<String, @Nullable Object> map) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> copy.put(KnownSecrets.blot(key), blotted(value)));
        return copy;
    }

    private static @Nullable Object blotted(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> KnownSecrets.blot(text);
            case List<?> list -> {
                var copy = new ArrayList<@Nullable Object>(list.size());
                list.forEach(one -> copy.add(blotted(one)));
                yield copy;
            }
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, one) ->
                        copy.put(KnownSecrets.blot(String.valueOf(key)), blotted(one)));
                yield copy;
            }
            default -> value;
        };
    }
}
