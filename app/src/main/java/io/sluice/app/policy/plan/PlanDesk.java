package io.sluice.app.policy.plan;

import io.sluice.app.audit.Audits;
import io.sluice.app.connection.ConnectionAccess;
import io.sluice.app.policy.CdrReading;
import io.sluice.app.policy.CdrRuns;
import io.sluice.app.policy.People;
import io.sluice.app.policy.PollContext;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.secret.KnownSecrets;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.authored.ConnectionVault;
import io.sluice.db.policy.Findings;
import io.sluice.db.policy.Polls;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.port.Connections;
import io.sluice.engine.port.Records;
import io.sluice.engine.run.RunId;
import io.sluice.engine.runtime.RunService;
import io.sluice.nodes.qualys.CdrFilter;
import io.sluice.nodes.qualys.CdrWindow;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.register.PolicyRecord;
import io.sluice.policy.register.PolicyRegister;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Handles the findings of the last hours: as a plan, of which nothing is stored, or by a run. Each
/// finding is handled once; clusters are compared with all of the register.
@Component
class PlanDesk {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final CdrReading reading;
    private final CdrRuns runs;
    private final Findings findings;
    private final Polls polls;
    private final PolicyRegister register;
    private final People people;
    private final Connections connections;
    private final ConnectionAccess access;
    private final ConnectionVault vault;
    private final NodeEnvironment environment;
    private final Records records;
    private final RunService engine;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    PlanDesk(
            CdrReading reading,
            CdrRuns runs,
            Findings findings,
            Polls polls,
            PolicyRegister register,
            People people,
            Connections connections,
            ConnectionAccess access,
            ConnectionVault vault,
            NodeEnvironment environment,
            Records records,
            RunService engine,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.reading = reading;
        this.runs = runs;
        this.findings = findings;
        this.polls = polls;
        this.register = register;
        this.people = people;
        this.connections = connections;
        this.access = access;
        this.vault = vault;
        this.environment = environment;
        this.records = records;
        this.engine = engine;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// What is to be handled.
    ///
    /// @param span how far back
    /// @param connection to Qualys
    record Order(Duration span, String connection, CdrRuns.Clusters clusters) {
        CdrReading.Question question(CdrWindow window) {
            return new CdrReading.Question(
                    connection, window, "container", new CdrFilter(1, List.of()));
        }
    }

    /// What handling them would come to. Asks Qualys and the clusters, and changes nothing.
    PlanView plan(Caller caller, Order order) {
        authorization.require(caller, Action.OPERATE_POLICY);
        require(caller, order);
        var now = clock.instant();
        var window = new CdrWindow(now.minus(order.span()), now);
        var context = context(caller);
        try {
            var kept = new Taken.Kept(findings, opening(caller));
            reading.read(order.question(window), context, kept);
            var planned = new PlannedRegister(register, clock);
            var nodes = nodes(caller, context, planned, kept.fresh());
            var generated = nodes.generate(order.clusters());
            var ids = new LinkedHashSet<>(ids(planned.planned()));
            ids.addAll(ofClusters(planned, caller.project(), order));
            var differences = nodes.differences(List.copyOf(ids));
            var policies = planned.planned().stream().map(PlanView.PlannedView::of).toList();
            var notes = new ArrayList<>(kept.notes());
            notes.addAll(Answer.texts(generated.get("notes")));
            return new PlanView(
                    window.from(),
                    window.to(),
                    kept.count(),
                    kept.fresh().size(),
                    policies,
                    Answer.maps(generated.get("skipped")),
                    notes,
                    differences,
                    differences.isEmpty()
                            && policies.stream().allMatch(one -> one.manifest().isEmpty()));
        } catch (NodeFailure e) {
            throw problem(e);
        }
    }

    /// Handles them. The run goes on by itself.
    PlanView.BegunView apply(Caller caller, Order order) {
        authorization.require(caller, Action.OPERATE_POLICY);
        require(caller, order);
        var now = clock.instant();
        var place = new Polls.Place(caller.project(), CdrRuns.WORKFLOW, "asked");
        if (polls.claim(place, now, now, now.plus(PATIENCE)).isEmpty()) {
            throw new ApiProblem(
                    ErrorCode.CONFLICT,
                    "Expected nobody else to be handling findings just now, found that somebody is;"
                            + " try again in a few minutes.");
        }
        try {
            var begun = apply(caller, order, new CdrWindow(now.minus(order.span()), now), place);
            audits.write(
                    caller,
                    "policy.handle-findings",
                    String.join(",", order.clusters().clusters()),
                    Map.of("hours", order.span().toHours(), "runs", begun.runs()));
            return begun;
        } catch (NodeFailure e) {
            polls.failed(place, clock.instant(), String.valueOf(e.getMessage()));
            throw problem(e);
        } catch (RuntimeException e) {
            polls.failed(place, clock.instant(), e.toString());
            throw e;
        }
    }

    private PlanView.BegunView apply(
            Caller caller, Order order, CdrWindow window, Polls.Place place) throws NodeFailure {
        var context = context(caller);
        var opening = opening(caller);
        var batch = findings.open(opening, "b-" + engine.nextId().value(), clock.instant());
        var appended = new Taken.Appended(findings, opening, batch, clock);
        reading.read(order.question(window), context, appended);
        transaction.executeWithoutResult(_ -> {
            findings.close(caller.project(), batch, clock.instant());
            polls.done(place, window.to(), window.to());
        });
        var asIs = new PlannedRegister(register, clock);
        var differences =
                nodes(caller, context, asIs, List.of())
                        .differences(ofClusters(asIs, caller.project(), order));
        var begun =
                runs.begin(
                        caller.project(), order.clusters(), policies(differences), caller.actor());
        return new PlanView.BegunView(
                window.from(),
                window.to(),
                appended.count(),
                appended.fresh(),
                appended.notes(),
                differences,
                begun.stream().map(RunId::value).toList());
    }

    private Findings.Opening opening(Caller caller) {
        return new Findings.Opening(caller.project(), CdrRuns.WORKFLOW, "asked", "poll");
    }

    private NodeContext context(Caller caller) {
        return new PollContext(
                name -> {
                    access.require(caller, name);
                    return connections.find(caller.project(), name);
                },
                CdrRuns.WORKFLOW,
                "asked",
                clock,
                clock.instant().plus(PATIENCE));
    }

    private PlanNodes nodes(
            Caller caller, NodeContext context, PlannedRegister planned, List<Finding> fresh) {
        return new PlanNodes(
                environment,
                records,
                new PlanContext(context),
                planned,
                fresh,
                caller.project(),
                people.of(caller));
    }

    private static List<String> ofClusters(PolicyRegister register, String project, Order order) {
        return Stream.concat(
                        order.clusters().clusters().stream(),
                        order.clusters().clusterNames().values().stream())
                .distinct()
                .flatMap(cluster -> register.ofCluster(project, cluster).stream())
                .map(PolicyRecord::id)
                .distinct()
                .toList();
    }

    private static List<String> ids(List<PolicyRecord> policies) {
        return policies.stream().map(PolicyRecord::id).toList();
    }

    private static List<String> policies(List<Map<String, @Nullable Object>> differences) {
        return differences.stream()
                .map(one -> one.get("policy"))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .distinct()
                .toList();
    }

    /// A name that is mistyped is to be told before anything begins.
    private void require(Caller caller, Order order) {
        require(caller, order.connection(), "qualys", "/connection");
        var clusters = order.clusters();
        clusters.clusters().forEach(name -> require(caller, name, "kubernetes", "/clusters"));
        clusters.clusterNames()
                .values()
                .forEach(name -> require(caller, name, "kubernetes", "/clusterNames"));
    }

    private void require(Caller caller, String name, String type, String path) {
        access.require(caller, name);
        if (vault.find(caller.project(), name).filter(one -> one.type().equals(type)).isEmpty()) {
            throw Input.refuse(
                    path,
                    "Expected a connection '"
                            + Input.clip(name)
                            + "' of type "
                            + type
                            + ", found none; make it under Connections, or name another.");
        }
    }

    private static ApiProblem problem(NodeFailure e) {
        var kind =
                e.fault() == NodeFailure.Fault.USER
                        ? ErrorCode.BAD_INPUT
                        : ErrorCode.OUTSIDE_FAILED;
        return new ApiProblem(kind, KnownSecrets.blot(e.code() + ": " + e.getMessage()));
    }
}
