package io.sluice.app.workflow;

import io.sluice.app.problem.ProblemView;
import io.sluice.codec.value.JsonValues;
import io.sluice.db.authored.PublishedVersion;
import io.sluice.db.authored.WorkflowDraft;
import io.sluice.db.query.RunQueries.Standing;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Workflows, as they leave.
final class WorkflowViews {
    private WorkflowViews() {}

    record Counts(int errors, int warnings) {
        static Counts of(List<Problem> problems) {
            int errors = (int) problems.stream().filter(Problem::blocks).count();
            return new Counts(errors, problems.size() - errors);
        }
    }

    /// A start node and its trigger type.
    record StartView(String node, String type) {
        static List<StartView> of(Workflow workflow) {
            return workflow.starts().stream().map(StartView::of).toList();
        }

        private static StartView of(Node.Start start) {
            return new StartView(start.id().value(), start.trigger());
        }
    }

    record RunsView(
            int running,
            int incidents,
            @Nullable String lastStatus,
            @Nullable Instant lastStartedAt) {
        static final RunsView NONE = new RunsView(0, 0, null, null);

        static RunsView of(Standing standing) {
            return new RunsView(
                    standing.running(),
                    standing.incidents(),
                    standing.lastStatus().map(RunsView::text).orElse(null),
                    standing.lastStartedAt().orElse(null));
        }

        private static String text(RunStatus status) {
            return status.name().toLowerCase(Locale.ROOT);
        }
    }

    /// A workflow in a list.
    record Summary(
            String id,
            String name,
            String description,
            @Nullable Integer publishedVersion,
            long draftRevision,
            boolean enabled,
            Instant updatedAt,
            String updatedBy,
            Counts problems,
            List<StartView> triggers,
            RunsView runs) {}

    /// A workflow with its draft.
    ///
    /// @param document JSON of the draft
    record Detail(
            String id,
            String name,
            @Nullable Object document,
            long revision,
            @Nullable Integer publishedVersion,
            boolean enabled,
            Instant updatedAt,
            String updatedBy,
            List<ProblemView> problems) {
        static Detail of(WorkflowDraft draft, List<Problem> problems) {
            return new Detail(
                    draft.id(),
                    draft.name(),
                    JsonValues.readStored(draft.document()),
                    draft.revision(),
                    draft.publishedVersion().orElse(null),
                    draft.enabled(),
                    draft.updatedAt(),
                    draft.updatedBy(),
                    ProblemView.of(problems));
        }
    }

    /// A saved draft.
    record Saved(long revision, List<ProblemView> problems) {}

    /// A published version; in a list without its document.
    record Version(
            int version,
            Instant publishedAt,
            String publishedBy,
            String comment,
            String hash,
            @Nullable Object document) {
        static Version listed(PublishedVersion version) {
            return of(version, null);
        }

        static Version whole(PublishedVersion version) {
            return of(version, JsonValues.readStored(version.document()));
        }

        private static Version of(PublishedVersion version, @Nullable Object document) {
            return new Version(
                    version.version(),
                    version.publishedAt(),
                    version.publishedBy(),
                    version.comment(),
                    version.hash(),
                    document);
        }
    }
}
