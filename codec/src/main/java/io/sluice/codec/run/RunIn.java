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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the types of a run from one stored object. Keys may come in any order. What does not fit
/// is a corrupt store: an [IllegalArgumentException] that names the key.
final class RunIn {
    private static final long NANOS = 1_000_000_000L;

    private final Map<?, ?> map;
    private final Set<String> asked = new HashSet<>();

    private RunIn(Map<?, ?> map) {
        this.map = map;
    }

    private @Nullable Object get(String name) {
        asked.add(name);
        return map.get(name);
    }

    /// Nothing is there that was not asked for. What a newer release has written must not be
    /// dropped when this one writes it back.
    ///
    /// @throws IllegalArgumentException that names what is there
    void nothingElse() {
        for (var name : map.keySet()) {
            if (name instanceof String text && !asked.contains(text)) {
                throw new IllegalArgumentException(
                        "Expected no '" + text + "', which this release does not know, found one.");
            }
        }
    }

    /// @throws IllegalArgumentException if the text is no JSON object
    static RunIn of(String text) {
        return of("", JsonValues.readStored(text));
    }

    static RunIn of(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new RunIn(map);
        }
        throw unfit(name, "an object", value);
    }

    static <T> List<T> all(String text, Function<RunIn, T> read) {
        return items("", JsonValues.readStored(text), item -> read.apply(of("", item)));
    }

    String text(String name) {
        return text(name, get(name));
    }

    private static String text(String name, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw unfit(name, "a text", value);
    }

    Optional<String> findText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    int number(String name) {
        return number(name, get(name));
    }

    int numberOr(String name, int otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    private static int number(String name, @Nullable Object value) {
        if (value instanceof Long number) {
            return Math.toIntExact(number);
        }
        throw unfit(name, "a number", value);
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(get(name));
    }

    NodeId id(String name) {
        return new NodeId(text(name));
    }

    boolean has(String name) {
        asked.add(name);
        return map.containsKey(name);
    }

    @Nullable Object value(String name) {
        return get(name);
    }

    StepId step(String name) {
        return new StepId(number(name));
    }

    Optional<StepId> findStep(String name) {
        return has(name) ? Optional.of(step(name)) : Optional.empty();
    }

    EffectKey key(String name) {
        return new EffectKey(text(name));
    }

    Optional<EffectKey> findKey(String name) {
        return findText(name).map(EffectKey::new);
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        return Enum.valueOf(type, text(name));
    }

    Instant at(String name) {
        return at(name, get(name));
    }

    static Instant at(String name, @Nullable Object value) {
        return switch (value) {
            case Long nanos ->
                    Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
            case String text -> Instant.parse(text);
            case null, default -> throw unfit(name, "a moment", value);
        };
    }

    Optional<Instant> findAt(String name) {
        return has(name) ? Optional.of(at(name)) : Optional.empty();
    }

    WorkflowRef workflow(String name) {
        var pair = pair(name);
        return new WorkflowRef(text(name, pair.getFirst()), number(name, pair.getLast()));
    }

    Actor actor(String name) {
        var pair = pair(name);
        return new Actor(text(name, pair.getFirst()), text(name, pair.getLast()));
    }

    private List<?> pair(String name) {
        if (get(name) instanceof List<?> pair && pair.size() == 2) {
            return pair;
        }
        throw unfit(name, "a pair", get(name));
    }

    /// The values of this name; empty when there are none.
    Map<String, @Nullable Object> values(String name) {
        var found = findValues(name);
        return found == null ? Map.of() : found;
    }

    @SuppressWarnings("unchecked") // what was read from JSON has text keys
    @Nullable Map<String, @Nullable Object> findValues(String name) {
        var value = get(name);
        return switch (value) {
            case null -> null;
            case Map<?, ?> values -> (Map<String, @Nullable Object>) values;
            default -> throw unfit(name, "an object", value);
        };
    }

    RunIn object(String name) {
        return of(name, get(name));
    }

    /// The entries of an object, or none.
    Iterable<Map.Entry<String, @Nullable Object>> entries(String name) {
        return values(name).entrySet();
    }

    <T> List<T> list(String name, Function<@Nullable Object, T> read) {
        return has(name) ? items(name, get(name), read) : List.of();
    }

    private static <T> List<T> items(
            String name, @Nullable Object value, Function<@Nullable Object, T> read) {
        if (!(value instanceof List<?> list)) {
            throw unfit(name, "a list", value);
        }
        var items = new ArrayList<T>(list.size());
        for (var item : list) {
            items.add(read.apply(item));
        }
        return items;
    }

    List<String> texts(String name) {
        return list(name, item -> text(name, item));
    }

    List<Change> changes(String name) {
        return list(name, item -> of(name, item).change());
    }

    private Change change() {
        return new Change(
                text("action"),
                text("subject"),
                text("property"),
                get("before"),
                get("after"),
                text("summary"));
    }

    Failure failure(String name) {
        var failure = object(name);
        return new Failure(
                failure.text("code"),
                failure.text("message"),
                failure.text("fault"),
                failure.flag("retryable"),
                failure.flag("unanswered"),
                failure.findText("retryAfter").map(Duration::parse));
    }

    Optional<Failure> findFailure(String name) {
        return has(name) ? Optional.of(failure(name)) : Optional.empty();
    }

    Incident incident(String name) {
        var incident = object(name);
        return new Incident(
                incident.constant("kind", Incident.Kind.class),
                incident.failure("failure"),
                incident.at("raisedAt"));
    }

    Resolution resolution(String name) {
        var resolution = object(name);
        var kind = resolution.text("kind");
        return switch (kind) {
            case "retry" -> new Resolution.Retry();
            case "skip" -> new Resolution.Skip(resolution.values("output"));
            case "happened" -> new Resolution.Happened(resolution.values("output"));
            case "did-not-happen" -> new Resolution.DidNotHappen();
            default -> throw unfit("kind", "a resolution", kind);
        };
    }

    static IllegalArgumentException unfit(String name, String expected, @Nullable Object found) {
        var text = found == null ? "nothing" : found.getClass().getSimpleName() + " " + found;
        return new IllegalArgumentException(
                "Expected "
                        + expected
                        + " at '"
                        + name
                        + "' of a stored run, found "
                        + (text.length() > 100 ? text.substring(0, 100) + "…" : text)
                        + ".");
    }
}
