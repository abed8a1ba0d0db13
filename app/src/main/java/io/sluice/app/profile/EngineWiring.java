package io.sluice.app.profile;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.app.observe.MeteredRunStore;
import io.sluice.app.observe.RunCounters;
import io.sluice.app.observe.RunFeed;
import io.sluice.app.quota.CountedStarts;
import io.sluice.app.quota.ProjectQuotas;
import io.sluice.app.secret.KnownSecrets;
import io.sluice.app.settings.PublicAddress;
import io.sluice.codec.cel.CelExpressions;
import io.sluice.codec.record.JsonRecords;
import io.sluice.codec.schema.JsonSchemas;
import io.sluice.codec.schema.NodeCatalogue;
import io.sluice.db.Database;
import io.sluice.db.authored.JdbcWorkflowVersions;
import io.sluice.db.run.JdbcPeers;
import io.sluice.db.run.JdbcRunStore;
import io.sluice.db.run.StepLogs;
import io.sluice.engine.expression.Expressions;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.port.CommandQueue;
import io.sluice.engine.port.Connections;
import io.sluice.engine.port.EffectStore;
import io.sluice.engine.port.Ids;
import io.sluice.engine.port.Records;
import io.sluice.engine.port.Restraints;
import io.sluice.engine.port.RunListener;
import io.sluice.engine.port.Schemas;
import io.sluice.engine.port.Starters;
import io.sluice.engine.port.StepLog;
import io.sluice.engine.port.Waits;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.runtime.EngineOptions;
import io.sluice.engine.runtime.EnginePorts;
import io.sluice.engine.runtime.EngineRuntime;
import io.sluice.engine.runtime.RunService;
import io.sluice.nodes.kubernetes.RunFacts;
import io.sluice.policy.category.CategoryTable;
import io.sluice.policy.register.FindingBatches;
import io.sluice.policy.register.PolicyRegister;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// The engine and what stands behind its ports.
@Configuration
class EngineWiring {
    @Bean
    NodeEnvironment nodeEnvironment(
            SluiceProperties properties,
            InstantSource clock,
            PolicyRegister register,
            FindingBatches batches,
            CategoryTable categories,
            RunFacts facts) {
        return new NodeEnvironment(
                clock,
                privateHosts(properties),
                Map.of(
                        PolicyRegister.class, register,
                        FindingBatches.class, batches,
                        CategoryTable.class, categories,
                        RunFacts.class, facts));
    }

    @Bean
    NodeCatalogue catalogue(NodeEnvironment environment) {
        return NodeCatalogue.installed(EngineWiring.class.getClassLoader(), environment);
    }

    /// The sandbox is one of the few private addresses that nodes may reach.
    private static Set<String> privateHosts(SluiceProperties properties) {
        var hosts = new HashSet<>(properties.privateHosts());
        properties
                .sandbox()
                .map(URI::create)
                .ifPresent(sandbox -> hosts.add(sandbox.getHost() + ":" + sandbox.getPort()));
        return hosts;
    }

    @Bean
    CelExpressions expressions() {
        return new CelExpressions();
    }

    @Bean
    Schemas schemas() {
        return new JsonSchemas();
    }

    @Bean
    Records records(NodeCatalogue catalogue) {
        return new BlottedOutputs(new JsonRecords(), catalogue);
    }

    @Bean
    WorkflowVersions workflowVersions(Database database) {
        return new JdbcWorkflowVersions(database);
    }

    @Bean
    @Primary
    MeteredRunStore meteredRunStore(JdbcRunStore store, MeterRegistry registry) {
        return new MeteredRunStore(store, registry);
    }

    @Bean
    EnginePorts enginePorts(
            MeteredRunStore runs,
            EffectStore effects,
            WorkflowVersions workflows,
            Waits waits,
            CommandQueue commands,
            Connections connections,
            NodeCatalogue catalogue,
            Records records,
            Schemas schemas,
            Expressions expressions,
            StepLogs logs,
            RunFeed feed,
            RunCounters counters,
            InstantSource clock,
            Restraints restraints,
            Starters starters) {
        StepLog log =
                (run, step, at, message) -> logs.append(run, step, at, KnownSecrets.blot(message));
        RunListener listener =
                (state, version, at, events) -> {
                    counters.committed(state, version, at, events);
                    feed.committed(state, version, at, events);
                };
        Ids ids = new SortableIds();
        return new EnginePorts(
                        runs,
                        effects,
                        workflows,
                        waits,
                        commands,
                        connections,
                        catalogue,
                        records,
                        schemas,
                        expressions,
                        log,
                        listener,
                        clock,
                        ids)
                .with(restraints, starters);
    }

    @Bean
    JdbcPeers peers(
            Database database,
            EngineOptions options,
            NodeCatalogue catalogue,
            InstantSource clock) {
        var types =
                catalogue.nodeTypes().stream()
                        .map(entry -> entry.type().descriptor().id())
                        .collect(Collectors.toSet());
        return new JdbcPeers(database, options.node(), types, clock);
    }

    /// A run that is worked on takes about as much memory as this, outputs of its steps included.
    private static final long HEAP_OF_A_RUN = 64 * 1024;

    @Bean
    EngineOptions engineOptions(SluiceProperties properties, PublicAddress address) {
        var standard = EngineOptions.standard(NodeName.fresh(properties.node()));
        return new EngineOptions(
                standard.node(),
                properties.lease(),
                properties.callLimit(),
                standard.tick(),
                standard.commitBatch(),
                standard.committers(),
                (int)
                        Math.min(
                                standard.maxHotRuns(),
                                Runtime.getRuntime().maxMemory() / HEAP_OF_A_RUN),
                properties.callsPerConnection(),
                standard.limits(),
                address.of("/runs/{run}"));
    }

    @Bean(destroyMethod = "")
    EngineRuntime engineRuntime(
            EnginePorts ports, EngineOptions options, MeterRegistry registry, AppTables tables) {
        tables.require();
        var runtime = new EngineRuntime(ports, options);
        Gauge.builder("sluice.runs.hot", runtime, EngineRuntime::hotRuns)
                .description("Runs that this process works on")
                .register(registry);
        return runtime;
    }

    @Bean
    RunService runService(EngineRuntime runtime, ProjectQuotas quotas) {
        return new CountedStarts(runtime.runs(), quotas);
    }
}
