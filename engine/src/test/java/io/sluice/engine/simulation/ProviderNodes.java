package io.sluice.engine.simulation;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.ReadNode;
import io.sluice.engine.node.Reconciliation;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.Records;
import io.sluice.engine.simulation.Faults.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The node types by which one process speaks to the provider: one that reads, and one of each
/// effect class.
final class ProviderNodes implements Catalogue, Records {
    static final String READ = "read";

    private final Map<String, NodeEntry> types = new LinkedHashMap<>();
    private final SimulatedProcess process;
    private final Wire wire;
    private final Provider provider;
    private final Time time;
    private final Duration lease;

    record None() {}

    record Key(String key) {}

    ProviderNodes(
            SimulatedProcess process, Wire wire, Provider provider, Time time, Duration lease) {
        this.process = process;
        this.wire = wire;
        this.provider = provider;
        this.time = time;
        this.lease = lease;
        types.put(READ, new NodeEntry(new Read(), Map.of(), Map.of()));
        for (var how : EffectClass.values()) {
            types.put(how.name(), new NodeEntry(new Effect(how), Map.of(), Map.of()));
        }
    }

    private <T> T call(Supplier<T> request) throws NodeFailure {
        try {
            return wire.ask(
                    process,
                    fault -> {
                        if (fault == Fault.THROTTLED) {
                            throw new Throttled();
                        }
                        return request.get();
                    });
        } catch (Throttled throttled) {
            throw NodeFailure.limited(
                    "sim.throttled", "Too many requests.", Optional.of(Duration.ofSeconds(7)));
        } catch (Wire.NoAnswer lost) {
            throw NodeFailure.unanswered("sim.lost", "No answer.", lost);
        }
    }

    private static final class Throttled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static NodeDescriptor descriptor(String id) {
        return new NodeDescriptor(
                id, 1, id, "Test", "box", "", "", List.of(), "", Map.of(), List.of());
    }

    private final class Read implements ReadNode<None, None> {
        @Override
        public NodeDescriptor descriptor() {
            return ProviderNodes.descriptor(READ);
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
        public None read(None config, NodeContext context) throws NodeFailure {
            return call(() -> config);
        }
    }

    private final class Effect implements EffectNode<None, Key, Key> {
        private final EffectClass how;

        Effect(EffectClass how) {
            this.how = how;
        }

        @Override
        public NodeDescriptor descriptor() {
            return ProviderNodes.descriptor(how.name());
        }

        @Override
        public Class<None> configType() {
            return None.class;
        }

        @Override
        public Class<Key> planType() {
            return Key.class;
        }

        @Override
        public Class<Key> outputType() {
            return Key.class;
        }

        @Override
        public EffectClass effectClass() {
            return how;
        }

        @Override
        public Duration visibilityWindow() {
            return Provider.WINDOW;
        }

        @Override
        public Plan<Key> plan(None config, NodeContext context) throws NodeFailure {
            var key = context.effectKey();
            if (how == EffectClass.CONVERGENT) {
                call(() -> provider.search(key));
            }
            return Plan.of(new Key(key), new Change("Create", key, "", null, "made", "Make it"));
        }

        /// The engine has just looked at the lease; from here to the wire the process may stand
        /// still for any time.
        @Override
        public Key execute(Key plan, NodeContext context) throws NodeFailure {
            long inTimeUntil = time.nanos() + context.remaining().plus(lease).toNanos();
            call(() -> {
                provider.make(process, how, plan.key(), inTimeUntil);
                return plan;
            });
            return plan;
        }

        @Override
        public Reconciliation<Key> reconcile(Key plan, NodeContext context) throws NodeFailure {
            return switch (call(() -> provider.search(plan.key()))) {
                case 0 -> new Reconciliation.NotApplied<>();
                case 1 -> new Reconciliation.Applied<>(plan);
                default -> new Reconciliation.Conflict<>("It is there more than once.");
            };
        }

        @Override
        public Optional<Undo<Key, Key>> undo() {
            return Optional.of(
                    new Undo<>() {
                        @Override
                        public Plan<Key> plan(Key done, Key output, NodeContext context) {
                            return Plan.of(done);
                        }

                        @Override
                        public void execute(Key plan, NodeContext context) throws NodeFailure {
                            call(() -> {
                                provider.undo(plan.key());
                                return plan;
                            });
                        }
                    });
        }
    }

    @Override
    public Optional<NodeEntry> nodeType(String id) {
        return Optional.ofNullable(types.get(id));
    }

    @Override
    public Optional<TriggerEntry> triggerType(String id) {
        return Optional.empty();
    }

    @Override
    public <R extends Record> R read(Map<String, @Nullable Object> data, Class<R> type) {
        return type.cast(
                type == None.class ? new None() : new Key(String.valueOf(data.get("key"))));
    }

    @Override
    public Map<String, @Nullable Object> write(Record value) {
        return value instanceof Key(String key) ? Map.of("key", key) : Map.of();
    }
}
