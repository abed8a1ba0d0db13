package io.sluice.app.quota;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.authored.ProjectBook;
import io.sluice.db.authored.Settings;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// How much a project may have.
@RestController
@EnableConfigurationProperties(QuotaProperties.class)
@RequestMapping("/api/v1/projects/{id}/quota")
class QuotaController {
    private static final int MOST = 1_000_000;

    private final ProjectQuotas quotas;
    private final ProjectBook projects;
    private final Settings settings;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    QuotaController(
            ProjectQuotas quotas,
            ProjectBook projects,
            Settings settings,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.quotas = quotas;
        this.projects = projects;
        this.settings = settings;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    record BoundView(@Nullable Integer own, @Nullable Integer most, @Nullable Long used) {}

    record QuotaView(BoundView runsPerMinute, BoundView workflows, BoundView connections) {}

    record QuotaRequest(
            @Nullable Integer runsPerMinute,
            @Nullable Integer workflows,
            @Nullable Integer connections) {
        void check() {
            check(runsPerMinute, "/runsPerMinute");
            check(workflows, "/workflows");
            check(connections, "/connections");
        }

        private static void check(@Nullable Integer given, String path) {
            if (given != null && (given < 1 || given > MOST)) {
                throw Input.refuse(path, "Expected 1 to " + MOST + ", found " + given + ".");
            }
        }
    }

    @GetMapping
    QuotaView show(Caller caller, @PathVariable String id) {
        require(caller, id);
        return view(id);
    }

    @PutMapping
    QuotaView change(Caller caller, @PathVariable String id, @RequestBody QuotaRequest body) {
        require(caller, id);
        body.check();
        transaction.executeWithoutResult(_ -> {
            var details = new LinkedHashMap<String, @Nullable Object>();
            put(caller, id, ProjectQuotas.RUNS, body.runsPerMinute());
            details.put("runsPerMinute", body.runsPerMinute());
            put(caller, id, Stored.WORKFLOWS.key(), body.workflows());
            details.put("workflows", body.workflows());
            put(caller, id, Stored.CONNECTIONS.key(), body.connections());
            details.put("connections", body.connections());
            audits.write(id, caller.actor(), "project.quota", id, details);
        });
        quotas.changed(id);
        return view(id);
    }

    private void put(Caller caller, String project, String key, @Nullable Integer bound) {
        var content = bound == null ? "" : bound.toString();
        settings.put(project, ProjectQuotas.name(key), content, caller.person(), clock.instant());
    }

    private void require(Caller caller, String id) {
        authorization.require(caller, Action.MANAGE_PROJECTS);
        if (projects.find(id).isEmpty()) {
            throw ApiProblem.notFound("project", id);
        }
    }

    private QuotaView view(String project) {
        int runs = quotas.runsPerMinute(project);
        return new QuotaView(
                new BoundView(
                        quotas.own(project, ProjectQuotas.RUNS).orElse(null),
                        runs == 0 ? null : Integer.valueOf(runs),
                        null),
                stored(project, Stored.WORKFLOWS),
                stored(project, Stored.CONNECTIONS));
    }

    private BoundView stored(String project, Stored stored) {
        int most = quotas.most(project, stored);
        return new BoundView(
                quotas.own(project, stored.key()).orElse(null),
                most == 0 ? null : Integer.valueOf(most),
                quotas.used(project, stored));
    }
}
