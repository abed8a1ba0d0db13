package io.sluice.app.run;

import io.sluice.app.approval.ApprovalViews;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.Cursors;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.codec.document.WorkflowJson;
import io.sluice.db.Page;
import io.sluice.db.query.Approvals;
import io.sluice.db.query.RunFilter;
import io.sluice.db.query.RunItem;
import io.sluice.db.query.RunQueries;
import io.sluice.db.run.RunHistory;
import io.sluice.db.run.StepLogs;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks at runs.
@Component
class RunReading {
    private static final int JOURNAL_PAGE = 500;
    private static final int LOG_LINES = 500;

    /// A run's journal has at most as many entries as events.
    private static final int JOURNAL_PAGES = 40;

    private final RunQueries queries;
    private final RunStore runs;
    private final RunHistory history;
    private final Approvals approvals;
    private final ApprovalViews views;
    private final WorkflowVersions versions;
    private final StepLogs logs;
    private final Authorization authorization;

    RunReading(
            RunQueries queries,
            RunStore runs,
            RunHistory history,
            Approvals approvals,
            ApprovalViews views,
            WorkflowVersions versions,
            StepLogs logs,
            Authorization authorization) {
        this.queries = queries;
        this.runs = runs;
        this.history = history;
        this.approvals = approvals;
        this.views = views;
        this.versions = versions;
        this.logs = logs;
        this.authorization = authorization;
    }

    /// One line of a step's log.
    record LogView(int step, Instant at, String message) {}

    Listing<RunSummary> list(Caller caller, RunFilter filter, @Nullable String cursor, int limit) {
        var only = authorization.sight(caller).only();
        return Cursors.list(
                cursor, from -> queries.list(filter, only, from, limit), RunSummary::of);
    }

    /// The run, if it is the caller's to look at.
    RunItem require(Caller caller, RunId run) {
        return require(caller, Action.LOOK, run);
    }

    /// The run, if the caller may do this with it.
    RunItem require(Caller caller, Action action, RunId run) {
        authorization.enter(caller);
        var item =
                queries.find(caller.project(), run)
                        .orElseThrow(() -> ApiProblem.notFound("run", run.value()));
        authorization.require(caller, action, thing(item.workflow().id(), run));
        return item;
    }

    /// A run is its workflow's.
    static Thing thing(String workflow, RunId run) {
        return Thing.workflow(workflow).named("run", run.value());
    }

    RunView load(Caller caller, RunId id) {
        var item = require(caller, id);
        var stored = runs.load(List.of(id)).get(id);
        if (stored == null) {
            throw ApiProblem.notFound("run", id.value());
        }
        var workflow = versions.find(item.workflow());
        var steps = new StepHistory(workflow);
        long seen = 0;
        for (int page = 0; page < JOURNAL_PAGES; page++) {
            var entries = history.journal(id, seen, JOURNAL_PAGE);
            entries.items().forEach(steps::add);
            if (entries.next().isEmpty()) {
                break;
            }
            seen = entries.items().getLast().version();
        }
        var state = stored.state();
        return new RunView(
                RunSummary.of(item),
                workflow.<Map<String, ?>>map(WorkflowJson::toValues).orElse(null),
                state.trigger(),
                state.vars(),
                steps.steps(state),
                steps.edges(),
                history.effects(id).stream().map(EffectView::of).toList(),
                views.of(approvals.ofRun(id)),
                state.failure().map(StepView.FailureView::of).orElse(null),
                state.result(),
                state.child()
                        .map(child ->
                                new RunView.ParentView(
                                        child.parent().value(),
                                        child.node().value(),
                                        child.index()))
                        .orElse(null));
    }

    Listing<JournalView> journal(Caller caller, RunId run, long after, int limit) {
        require(caller, run);
        return Cursors.list(null, _ -> history.journal(run, after, limit), JournalView::of);
    }

    /// The items of a for-each that have begun, in order.
    ///
    /// @param node the for-each or call
    /// @param visit which time it was come to, from 1
    Listing<ItemView> items(
            Caller caller, RunId run, NodeId node, int visit, @Nullable String cursor, int limit) {
        require(caller, run);
        var group = EffectKey.of(run, node, visit);
        return Cursors.list(
                cursor,
                from -> {
                    int first =
                            from.map(text -> Math.toIntExact(Math.addExact(Page.number(text), 1)))
                                    .orElse(0);
                    return Page.of(
                            runs.children().begun(group, first, limit + 1),
                            limit,
                            one -> Integer.toString(one.index()));
                },
                ItemView::of);
    }

    List<LogView> log(Caller caller, RunId run) {
        require(caller, run);
        logs.flush();
        return history.log(run, 0, LOG_LINES).items().stream()
                .map(line -> new LogView(line.step().value(), line.at(), line.message()))
                .toList();
    }
}
