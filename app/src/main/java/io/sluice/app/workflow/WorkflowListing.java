package io.sluice.app.workflow;

import io.sluice.app.problem.Cursors;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.workflow.WorkflowViews.Counts;
import io.sluice.app.workflow.WorkflowViews.RunsView;
import io.sluice.app.workflow.WorkflowViews.StartView;
import io.sluice.app.workflow.WorkflowViews.Summary;
import io.sluice.db.authored.WorkflowDraft;
import io.sluice.db.authored.Workflows;
import io.sluice.db.query.RunQueries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lists workflows with how they and their runs stand. What a check found is remembered per
/// revision, for a list asks for many.
@Component
class WorkflowListing {
    private static final int REMEMBERED = 1_000;

    private final Workflows workflows;
    private final Documents documents;
    private final RunQueries runs;
    private final Authorization authorization;
    private final Map<Revision, Looked> looked =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Revision, Looked> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private record Revision(String id, long revision) {}

    private record Looked(Counts counts, List<StartView> starts) {}

    WorkflowListing(
            Workflows workflows,
            Documents documents,
            RunQueries runs,
            Authorization authorization) {
        this.workflows = workflows;
        this.documents = documents;
        this.runs = runs;
        this.authorization = authorization;
    }

    Listing<Summary> list(Caller caller, String query, @Nullable String cursor, int limit) {
        var sight = authorization.sight(caller);
        var drafts =
                Cursors.list(
                        cursor,
                        from -> workflows.list(caller.project(), sight.only(), query, from, limit),
                        draft -> draft);
        var standing = runs.standing(drafts.items().stream().map(WorkflowDraft::id).toList());
        var items =
                drafts.items().stream()
                        .map(draft -> summary(draft, standing.get(draft.id())))
                        .toList();
        return new Listing<>(items, drafts.next());
    }

    private Summary summary(WorkflowDraft draft, RunQueries.@Nullable Standing standing) {
        var known = look(draft);
        return new Summary(
                draft.id(),
                draft.name(),
                draft.description(),
                draft.publishedVersion().orElse(null),
                draft.revision(),
                draft.enabled(),
                draft.updatedAt(),
                draft.updatedBy(),
                known.counts(),
                known.starts(),
                standing == null ? RunsView.NONE : RunsView.of(standing));
    }

    private Looked look(WorkflowDraft draft) {
        var key = new Revision(draft.id(), draft.revision());
        synchronized (looked) {
            var known = looked.get(key);
            if (known != null) {
                return known;
            }
        }
        var workflow = documents.parse(draft.document());
        var found =
                new Looked(
                        Counts.of(documents.check(draft.project(), workflow)),
                        StartView.of(workflow));
        synchronized (looked) {
            looked.put(key, found);
        }
        return found;
    }
}
