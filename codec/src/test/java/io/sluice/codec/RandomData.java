package io.sluice.codec;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.RetryPolicy;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Outer;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.StepId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Random records of any kind, by their components: whatever the contract gains, tests made with
/// this cover.
public final class RandomData {
    private static final String[] TEXTS = {
        "",
        "a",
        "Quarantine vm-1",
        "é ü 漢字 🙂",
        "\"\\/\b\f\n\r\t\u0000\u001f\u2028",
        "=nodes.a",
        "${x}"
    };

    private final Random random;
    private int ids;

    public RandomData(long seed) {
        random = new Random(seed);
    }

    public Random random() {
        return random;
    }

    /// A record with random components; of a sealed type, a random kind.
    public <T> T any(Class<T> type) {
        return type.cast(of(type, 3));
    }

    private Object of(Type type, int depth) {
        return switch (type) {
            case Class<?> plain -> ofClass(plain, depth);
            case ParameterizedType generic -> ofGeneric(generic, depth);
            default -> throw new IllegalArgumentException("No random values of " + type);
        };
    }

    private Object ofClass(Class<?> type, int depth) {
        if (type == String.class) {
            return text();
        } else if (type == int.class || type == Integer.class) {
            return random.nextInt(1000);
        } else if (type == long.class || type == Long.class) {
            return random.nextLong();
        } else if (type == double.class) {
            return number();
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == Instant.class) {
            return instant();
        } else if (type == Duration.class) {
            return Duration.ofNanos(random.nextLong(Long.MAX_VALUE));
        } else if (type == NodeId.class) {
            return new NodeId("n" + ids++);
        } else if (type == RunId.class) {
            return new RunId("run-" + random.nextInt(1000));
        } else if (type == RetryPolicy.class) {
            return retry();
        } else if (type == RunState.class) {
            return state();
        } else if (type == Workflow.class) {
            return workflow(depth);
        } else if (type == Event.ItemsListed.class) {
            return listed(depth);
        } else if (type.isEnum()) {
            var constants = type.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        } else if (type.isSealed()) {
            return ofKind(type, depth);
        } else if (type.isRecord()) {
            return ofRecord(type, depth);
        } else if (type == Object.class) {
            return values(2);
        }
        throw new IllegalArgumentException("No random values of " + type);
    }

    private Object ofKind(Class<?> type, int depth) {
        var kinds = type.getPermittedSubclasses();
        var kind = kinds[random.nextInt(kinds.length)];
        // What nests in its own kind must end somewhere.
        return depth == 0 && nests(kind, type)
                ? ofClass(kinds[0], depth)
                : ofClass(kind, Math.max(depth - 1, 0));
    }

    private static boolean nests(Class<?> kind, Class<?> type) {
        return kind.isRecord()
                && Arrays.stream(kind.getRecordComponents())
                        .anyMatch(component -> component.getType() == type);
    }

    private Object ofRecord(Class<?> type, int depth) {
        var components = type.getRecordComponents();
        var arguments = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = component(components[i], depth);
        }
        try {
            var types =
                    Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a " + type, e);
        }
    }

    private @Nullable Object component(RecordComponent component, int depth) {
        boolean nullable =
                component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                        || component.getType() == Object.class;
        if (nullable && random.nextBoolean()) {
            return null;
        }
        boolean named = component.getName().equals("name") && component.getType() == String.class;
        var value = of(component.getGenericType(), depth);
        return named ? "named " + value : value;
    }

    private Object ofGeneric(ParameterizedType type, int depth) {
        var arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return random.nextBoolean() ? Optional.of(of(arguments[0], depth)) : Optional.empty();
        } else if (type.getRawType() == List.class) {
            return list(arguments[0], depth);
        } else if (type.getRawType() == Map.class && arguments[1] == Object.class) {
            return values(depth);
        } else if (type.getRawType() == Map.class || type.getRawType() == SortedMap.class) {
            return map(arguments[0], arguments[1], depth);
        }
        throw new IllegalArgumentException("No random values of " + type);
    }

    private List<Object> list(Type of, int depth) {
        var list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(of(of, depth));
        }
        return list;
    }

    private Map<Object, Object> map(Type key, Type value, int depth) {
        var map = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(of(key, depth), of(value, depth));
        }
        return map;
    }

    /// Areas are told of nodes that are there.
    private Workflow workflow(int depth) {
        var workflow = (Workflow) ofRecord(Workflow.class, depth);
        var within = new TreeMap<NodeId, NodeId>();
        for (var node : workflow.nodes()) {
            if (random.nextInt(3) == 0) {
                within.put(node.id(), new NodeId("n" + random.nextInt(20)));
            }
        }
        return new Workflow(
                workflow.name(),
                workflow.description(),
                workflow.variables(),
                workflow.nodes(),
                workflow.edges(),
                within,
                workflow.layout(),
                workflow.foreign());
    }

    /// The journal tells how many items there are, and no more.
    private Event.ItemsListed listed(int depth) {
        var listed = (Event.ItemsListed) ofRecord(Event.ItemsListed.class, depth);
        return new Event.ItemsListed(
                listed.step(),
                listed.group(),
                listed.total(),
                List.of(),
                new Outer(Map.of(), Map.of(), Map.of()));
    }

    /// A step number agrees with the key it stands under.
    private RunState state() {
        var state = (RunState) ofRecord(RunState.class, 3);
        var steps = new TreeMap<StepId, Step>();
        state.steps().values().forEach(step -> steps.put(step.id(), step));
        return new RunState(
                state.id(),
                state.project(),
                state.workflow(),
                state.mode(),
                state.status(),
                state.start(),
                state.trigger(),
                state.vars(),
                state.outputs(),
                steps,
                state.arrivals(),
                state.visits(),
                state.undoable(),
                state.undoing(),
                state.lastStep(),
                state.eventCount(),
                state.startedBy(),
                state.startedAt(),
                state.endedAt(),
                state.trial(),
                state.failure(),
                state.result(),
                state.child(),
                state.chain(),
                Optional.empty());
    }

    private RetryPolicy retry() {
        return random.nextBoolean()
                ? RetryPolicy.DEFAULT
                : new RetryPolicy(
                        1 + random.nextInt(100),
                        Duration.ofMillis(random.nextInt(100_000)),
                        1 + random.nextDouble() * 9,
                        Duration.ofSeconds(random.nextInt(1000)));
    }

    private Instant instant() {
        return switch (random.nextInt(5)) {
            case 0 -> Instant.EPOCH.minusNanos(1);
            case 1 -> Instant.parse("+12345-01-01T00:00:00.000000001Z");
            default -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        };
    }

    private double number() {
        return switch (random.nextInt(6)) {
            case 0 -> 0.0;
            case 1 -> -0.0;
            case 2 -> random.nextInt(2000);
            case 3 -> Double.MAX_VALUE;
            default -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20.0);
        };
    }

    public String text() {
        return TEXTS[random.nextInt(TEXTS.length)] + (random.nextBoolean() ? ids++ : "");
    }

    /// A JSON-like object.
    public Map<String, @Nullable Object> values(int depth) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text() + i, value(depth));
        }
        return map;
    }

    public @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> (long) random.nextInt(1000);
            case 4 -> number();
            case 5 -> text();
            case 6 -> values(depth - 1);
            default -> {
                var list = new ArrayList<@Nullable Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
        };
    }
}
