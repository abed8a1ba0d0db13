package io.sluice.app.workflow;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.db.authored.Workflows;
import io.sluice.db.run.JdbcQuotas;
import io.sluice.db.run.JdbcQuotas.WorkflowLimit;
import io.sluice.engine.runtime.EngineRuntime;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// How many runs of a workflow go on at once. The limit is the workflow's, not a version's: it
/// holds for runs of all versions.
@RestController
@RequestMapping("/api/v1/workflows/{id}/limits")
class LimitController {
    private static final int MOST = 100_000;

    private final JdbcQuotas quotas;
    private final Workflows workflows;
    private final EngineRuntime engine;
    private final Authorization authorization;
    private final Audits audits;
    private final TransactionTemplate transaction;

    LimitController(
            JdbcQuotas quotas,
            Workflows workflows,
            EngineRuntime engine,
            Authorization authorization,
            Audits audits,
            PlatformTransactionManager transactions) {
        this.quotas = quotas;
        this.workflows = workflows;
        this.engine = engine;
        this.authorization = authorization;
        this.audits = audits;
        transaction = new TransactionTemplate(transactions);
    }

    /// @param maxRuns in all; null for no limit
    /// @param key groups the runs: a value over the run's event, such as `=trigger.instanceId`
    /// @param maxPerKey in each group; null for no limit
    record LimitView(@Nullable Integer maxRuns, @Nullable String key, @Nullable Integer maxPerKey) {
        static LimitView of(WorkflowLimit limit) {
            return new LimitView(
                    limit.maxRuns().orElse(null),
                    limit.key().orElse(null),
                    limit.maxPerKey().orElse(null));
        }

        WorkflowLimit limit() {
            if (maxPerKey != null && (key == null || key.isBlank())) {
                throw Input.refuse(
                        "/key",
                        "Expected what groups the runs, such as =trigger.instanceId, found"
                                + " nothing; without it use maxRuns.");
            }
            return new WorkflowLimit(
                    number(maxRuns, "/maxRuns"),
                    Optional.ofNullable(key)
                            .filter(text -> !text.isBlank())
                            .map(text -> Input.text(text, "/key", 2_000)),
                    number(maxPerKey, "/maxPerKey"));
        }

        private static Optional<Integer> number(@Nullable Integer given, String path) {
            if (given != null && (given < 1 || given > MOST)) {
                throw Input.refuse(path, "Expected 1 to " + MOST + ", found " + given + ".");
            }
            return Optional.ofNullable(given);
        }
    }

    @GetMapping
    LimitView show(Caller caller, @PathVariable String id) {
        authorization.require(caller, Action.LOOK, Thing.workflow(id));
        require(caller, id);
        return LimitView.of(quotas.of(id));
    }

    @PutMapping
    LimitView set(Caller caller, @PathVariable String id, @RequestBody LimitView body) {
        authorization.require(caller, Action.EDIT_WORKFLOW, Thing.workflow(id));
        require(caller, id);
        var limit = body.limit();
        transaction.executeWithoutResult(_ -> {
            quotas.put(id, limit);
            var details = new LinkedHashMap<String, @Nullable Object>();
            details.put("maxRuns", body.maxRuns());
            details.put("key", body.key());
            details.put("maxPerKey", body.maxPerKey());
            audits.write(caller, "workflow.limit", id, details);
        });
        quotas.refresh();
        engine.nudge();
        return LimitView.of(limit);
    }

    private void require(Caller caller, String id) {
        if (workflows.find(caller.project(), id).isEmpty()) {
            throw ApiProblem.notFound("workflow", id);
        }
    }
}
