package io.sluice.engine.runtime;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.ReadNode;
import io.sluice.engine.node.Reconciliation;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.Records;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A simulated provider that remembers what was done to it, and the node types that speak to it. It
/// is never told of crashes: what it did stays done.
final class Outside implements Catalogue, Records {
    /// What the next call meets with.
    enum Weather {
        FINE,
        /// Done, but the answer is lost.
        APPLIED_BUT_LOST,
        /// Not done, and nobody can know.
        LOST,
        /// Definitely not done.
        REFUSED,
        /// Part of it done, the rest refused for good.
        HALF_REFUSED
    }

    record None() {}

    /// @param number the how manieth of all
    record Made(String key, @Nullable Long number) {}

    record Request(String key) {}

    private final List<String> applied = new ArrayList<>();
    private final List<String> undone = new ArrayList<>();
    private volatile List<String> resources = List.of();
    private volatile int plans;
    private volatile boolean keeps;
    private volatile boolean connects;
    private Supplier<Weather> weather = () -> Weather.FINE;
    private final Map<String, NodeType<?, ?>> types = new LinkedHashMap<>();

    Outside() {
        types.put("noop", new Noop());
        for (var effectClass : EffectClass.values()) {
            types.put(effectClass.name(), new Effect(effectClass));
        }
    }

    /// What every change changes from now on.
    void resources(String... names) {
        resources = List.of(names);
    }

    /// From now on every call looks up its connection.
    void connects() {
        connects = true;
    }

    private void connect(NodeContext context) throws NodeFailure {
        if (connects) {
            context.connection("outside", "test");
        }
    }

    /// From now on nothing can be undone.
    void keepsEverything() {
        keeps = true;
    }

    /// How often a change was planned.
    int plans() {
        return plans;
    }

    void weather(Supplier<Weather> next) {
        weather = next;
    }

    synchronized List<String> applied() {
        return List.copyOf(applied);
    }

    synchronized List<String> undone() {
        return List.copyOf(undone);
    }

    private Made apply(String key, boolean tokens) throws NodeFailure {
        return apply(key, tokens, weather.get());
    }

    private synchronized Made apply(String key, boolean tokens, Weather today) throws NodeFailure {
        if (today == Weather.REFUSED) {
            throw NodeFailure.retryable("io.refused", NodeFailure.Fault.PROVIDER, "Refused.");
        }
        if (today != Weather.LOST && !(tokens && applied.contains(key))) {
            applied.add(key);
        }
        if (today == Weather.HALF_REFUSED) {
            throw NodeFailure.permanent("io.half", NodeFailure.Fault.USER, "No right to the rest.")
                    .partly();
        }
        if (today != Weather.FINE) {
            throw NodeFailure.unanswered("io.lost", "No answer.", new Exception("dropped"));
        }
        return tokens ? found(key) : new Made(key, (long) applied.size());
    }

    private synchronized Made found(String key) {
        return new Made(key, applied.indexOf(key) + 1L);
    }

    private synchronized boolean has(String key) {
        return applied.contains(key);
    }

    private static NodeDescriptor descriptor(String id) {
        return new NodeDescriptor(
                id, 1, id, "Test", "box", "", "", List.of(), "", Map.of(), List.of());
    }

    private static final class Noop implements ReadNode<None, None> {
        @Override
        public NodeDescriptor descriptor() {
            return Outside.descriptor("noop");
        }

        @Override
        public Class<None> configType() {
            return None.class;
        }

        @Override
        public Class<None> outputType() {
            return None.class;
        }

        @Override
        public None read(None config, NodeContext context) {
            return config;
        }
    }

    private final class Effect implements EffectNode<None, Request, Made> {
        private final EffectClass effectClass;

        Effect(EffectClass effectClass) {
            this.effectClass = effectClass;
        }

        @Override
        public NodeDescriptor descriptor() {
            return Outside.descriptor(effectClass.name());
        }

        @Override
        public Class<None> configType() {
            return None.class;
        }

        @Override
        public Class<Request> planType() {
            return Request.class;
        }

        @Override
        public Class<Made> outputType() {
            return Made.class;
        }

        @Override
        public EffectClass effectClass() {
            return effectClass;
        }

        @Override
        public Duration visibilityWindow() {
            return Duration.ofSeconds(5);
        }

        @Override
        public List<String> resources(Request plan) {
            return resources;
        }

        @Override
        public Plan<Request> plan(None config, NodeContext context) throws NodeFailure {
            connect(context);
            synchronized (Outside.this) {
                plans++;
            }
            return Plan.of(
                    new Request(context.effectKey()),
                    new Change("Create", context.effectKey(), "", null, "made", "Make it"));
        }

        @Override
        public Made execute(Request plan, NodeContext context) throws NodeFailure {
            connect(context);
            if (effectClass == EffectClass.CONVERGENT && has(plan.key())) {
                return found(plan.key());
            }
            return apply(plan.key(), effectClass == EffectClass.TOKEN);
        }

        @Override
        public Reconciliation<Made> reconcile(Request plan, NodeContext context)
                throws NodeFailure {
            connect(context);
            return has(plan.key())
                    ? new Reconciliation.Applied<>(found(plan.key()))
                    : new Reconciliation.NotApplied<>();
        }

        @Override
        public Optional<Undo<Request, Made>> undo() {
            return Optional.of(
                    new Undo<>() {
                        @Override
                        public Plan<Request> plan(Request done, Made output, NodeContext context) {
                            return Plan.of(done);
                        }

                        @Override
                        public void execute(Request plan, NodeContext context) throws NodeFailure {
                            synchronized (Outside.this) {
                                if (keeps) {
                                    throw NodeFailure.permanent(
                                            "io.kept", NodeFailure.Fault.USER, "Not ours to undo.");
                                }
                                if (!undone.contains(plan.key())) {
                                    undone.add(plan.key());
                                }
                            }
                        }
                    });
        }
    }

    @Override
    public Optional<NodeEntry> nodeType(String id) {
        return Optional.ofNullable(types.get(id))
                .map(type -> new NodeEntry(type, Map.of(), Map.of()));
    }

    @Override
    public Optional<TriggerEntry> triggerType(String id) {
        return Optional.empty();
    }

    @Override
    public <R extends Record> R read(Map<String, @Nullable Object> data, Class<R> type) {
        try {
            var components = type.getRecordComponents();
            var constructor = type.getDeclaredConstructors()[0];
            var values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = data.get(components[i].getName());
            }
            return type.cast(constructor.newInstance(values));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public Map<String, @Nullable Object> write(Record value) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                data.put(component.getName(), component.getAccessor().invoke(value));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return data;
    }
}
