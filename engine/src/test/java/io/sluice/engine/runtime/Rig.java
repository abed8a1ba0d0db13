package io.sluice.engine.runtime;

import io.sluice.engine.definition.Workflow;
import io.sluice.engine.expression.TinyExpressions;
import io.sluice.engine.node.Connection;
import io.sluice.engine.port.Connections;
import io.sluice.engine.port.Consents;
import io.sluice.engine.port.EffectStore;
import io.sluice.engine.port.Ids;
import io.sluice.engine.port.InMemoryStore;
import io.sluice.engine.port.Peers;
import io.sluice.engine.port.ResourceLocks;
import io.sluice.engine.port.Restraints;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.Schemas;
import io.sluice.engine.port.Starters;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.WorkflowRef;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// What a runtime stands on in these tests: a store in memory, a provider, a clock. The questions
/// that steps ask of the store can be made to fail.
final class Rig {
    final InMemoryStore store = new InMemoryStore();
    final Outside outside = new Outside();
    final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T10:00:00Z"));
    final Commits commits = new Commits();
    Schemas schemas = (_, _) -> List.of();
    final Restraints restraints = new Restraints(store, store, store, Peers.NONE);
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicReference<Runnable> afterLoad = new AtomicReference<>(() -> {});
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();

    /// A way of asking what is stored.
    enum Question {
        CONNECTION(Connections.class, "find"),
        WORKFLOW(WorkflowVersions.class, "find"),
        EFFECT(EffectStore.class, "find"),
        AGREEMENT(Consents.class, "objection"),
        TAKE_LOCKS(ResourceLocks.class, "take"),
        GIVE_LOCKS_BACK(ResourceLocks.class, "release");

        private final String method;

        Question(Class<?> port, String method) {
            this.method = port.getSimpleName() + "." + method;
        }
    }

    EngineRuntime process(String name, WorkflowVersions versions) {
        return process(name, versions, this::nextId, restraints);
    }

    RunId nextId(Instant now) {
        return new RunId("run" + ids.incrementAndGet());
    }

    EngineRuntime process(String name, WorkflowVersions versions, Ids ids, Restraints restraints) {
        return process(name, versions, ids, restraints, Starters.NONE);
    }

    EngineRuntime process(
            String name,
            WorkflowVersions versions,
            Ids ids,
            Restraints restraints,
            Starters starters) {
        return new EngineRuntime(
                ports(versions, ids, restraints, starters), EngineOptions.standard(name));
    }

    private EnginePorts ports(
            WorkflowVersions versions, Ids ids, Restraints restraints, Starters starters) {
        return new EnginePorts(
                        telling(store),
                        failing(EffectStore.class, store),
                        failing(WorkflowVersions.class, versions),
                        store,
                        store,
                        failing(
                                Connections.class,
                                (_, wanted) ->
                                        Optional.of(
                                                new Connection(
                                                        wanted, "test", Map.of(), Map.of()))),
                        outside,
                        outside,
                        schemas,
                        new TinyExpressions(),
                        (_, _, _, _) -> {},
                        commits,
                        clock,
                        ids)
                .with(
                        new Restraints(
                                restraints.pauses(),
                                restraints.quotas(),
                                failing(ResourceLocks.class, restraints.locks()),
                                restraints.peers(),
                                failing(Consents.class, restraints.consents())),
                        starters);
    }

    /// The next so many questions of this kind are not answered.
    void fail(Question question, int times) {
        failures.put(question.method, new AtomicInteger(times));
    }

    /// Before whoever reads runs next has his answer, this happens.
    void whenRunsAreRead(Runnable what) {
        afterLoad.set(what);
    }

    private RunStore telling(RunStore target) {
        return (RunStore)
                Proxy.newProxyInstance(
                        RunStore.class.getClassLoader(),
                        new Class<?>[] {RunStore.class},
                        (_, method, arguments) -> {
                            var answer = call(target, method, arguments);
                            if (method.getName().equals("load")) {
                                afterLoad.getAndSet(() -> {}).run();
                            }
                            return answer;
                        });
    }

    /// Whether all failures that were asked for have been.
    boolean troubleIsOver() {
        return failures.values().stream().allMatch(left -> left.get() <= 0);
    }

    private <T> T failing(Class<T> port, T target) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) -> {
                            var left = failures.get(port.getSimpleName() + "." + method.getName());
                            if (left != null && left.getAndDecrement() > 0) {
                                throw new IllegalStateException("The connection is closed.");
                            }
                            return call(target, method, arguments);
                        }));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /// Begins a run of what is published as workflow `w`.
    static Command.StartRun start(
            RunId run, Workflow workflow, Map<String, ? extends Object> trigger) {
        return new Command.StartRun(
                run,
                "default",
                new WorkflowRef("w", 1),
                workflow.starts().getFirst().id(),
                Map.copyOf(trigger),
                Map.of(),
                Mode.LIVE,
                Actor.ENGINE);
    }
}
