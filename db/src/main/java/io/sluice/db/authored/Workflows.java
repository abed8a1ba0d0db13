package io.sluice.db.authored;

import io.sluice.db.Micros;
import io.sluice.db.Only;
import io.sluice.db.Page;
import io.sluice.db.Texts;
import io.sluice.engine.run.WorkflowRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Limit;
import org.springframework.transaction.support.TransactionOperations;

/// Workflows: one draft each, and the versions that were published. Every change joins the caller's
/// transaction.
public final class Workflows {
    private final WorkflowRows rows;
    private final WorkflowVersionRows versions;
    private final TransactionOperations transactions;

    Workflows(WorkflowRows rows, WorkflowVersionRows versions, TransactionOperations transactions) {
        this.rows = rows;
        this.versions = versions;
        this.transactions = transactions;
    }

    /// A new workflow, disabled, with its first draft.
    ///
    /// @throws NameTaken if the id is in use (also by a workflow that was deleted)
    public WorkflowDraft create(
            String id,
            String project,
            String name,
            String description,
            String document,
            String by,
            Instant at) {
        return transactions.execute(_ -> {
            if (rows.existsById(id)) {
                throw new NameTaken("workflow id", id);
            }
            var row = new WorkflowRow(id);
            row.project(project);
            row.createdAt(Micros.of(at));
            row.createdBy(by);
            write(row, name, description, document, by, at);
            return draft(rows.saveAndFlush(row));
        });
    }

    /// How many a project has.
    public long count(String project) {
        return rows.countByProjectAndDeletedAtIsNull(project);
    }

    public Optional<WorkflowDraft> find(String project, String id) {
        return rows.findByIdAndProjectAndDeletedAtIsNull(id, project).map(Workflows::draft);
    }

    /// By name, all of a project.
    ///
    /// @param query part of the name; empty for all
    /// @throws IllegalArgumentException if the cursor is none of ours
    public Page<WorkflowDraft> list(
            String project, String query, Optional<String> cursor, int limit) {
        return list(project, Optional.empty(), query, cursor, limit);
    }

    /// By name.
    ///
    /// @param only these
    /// @param query part of the name; empty for all
    /// @throws IllegalArgumentException if the cursor is none of ours
    public Page<WorkflowDraft> list(
            String project,
            Optional<Set<String>> only,
            String query,
            Optional<String> cursor,
            int limit) {
        int bounded = Page.bounded(limit);
        var place = cursor.map(Workflows::place).orElse(List.of("", ""));
        var name = place.getFirst();
        var id = place.getLast();
        var most = Limit.of(bounded + 1);
        var found =
                only.isPresent()
                        ? rows.pageOf(project, Only.of(only.get()), part(query), name, id, most)
                        : rows.page(project, part(query), name, id, most);
        return Page.of(found.stream().map(Workflows::draft).toList(), bounded, Workflows::cursor);
    }

    private static String part(String query) {
        var literal = query.strip().replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal.toLowerCase(Locale.ROOT) + "%";
    }

    private static String cursor(WorkflowDraft last) {
        var text = last.id() + "\n" + last.name();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> place(String cursor) {
        var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        var parts = text.split("\n", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "Expected a cursor that an earlier page gave as 'next', found '"
                            + cursor
                            + "'; begin without one.");
        }
        return List.of(parts[1], parts[0]);
    }

    /// The next revision of the draft.
    ///
    /// @throws StaleRevision if the stored revision is another
    /// @throws NotThere if there is no such workflow
    public WorkflowDraft saveDraft(
            String project,
            String id,
            long expectedRevision,
            String name,
            String description,
            String document,
            String by,
            Instant at) {
        return onRevision(
                expectedRevision,
                () -> {
                    var row = load(project, id, expectedRevision);
                    write(row, name, description, document, by, at);
                    return draft(rows.saveAndFlush(row));
                });
    }

    /// Of two who save at the same moment the second is told so like one who comes late.
    private <T> T onRevision(long expectedRevision, Supplier<T> change) {
        try {
            return transactions.execute(_ -> change.get());
        } catch (OptimisticLockingFailureException e) {
            throw new StaleRevision(expectedRevision, expectedRevision + 1, e);
        }
    }

    private static void write(
            WorkflowRow row,
            String name,
            String description,
            String document,
            String by,
            Instant at) {
        row.name(Texts.shown(name, 200));
        row.description(description);
        row.document(document);
        row.revision(row.revision() + 1);
        row.updatedAt(Micros.of(at));
        row.updatedBy(by);
    }

    /// Makes the draft the next version, and the one that triggers start.
    ///
    /// @throws StaleRevision if the stored revision is another
    /// @throws NotThere if there is no such workflow
    public PublishedVersion publish(
            String project,
            String id,
            long expectedRevision,
            String comment,
            String by,
            Instant at) {
        return onRevision(
                expectedRevision,
                () -> {
                    var row = load(project, id, expectedRevision);
                    int next = newest(id) + 1;
                    row.publishedVersion(next);
                    rows.saveAndFlush(row);
                    return published(versions.save(version(row, next, comment, by, at)));
                });
    }

    private int newest(String id) {
        return versions.findByWorkflowIdAndVersionGreaterThanOrderByVersionDesc(id, 0).stream()
                .findFirst()
                .map(WorkflowVersionRow::version)
                .orElse(0);
    }

    private static WorkflowVersionRow version(
            WorkflowRow row, int number, String comment, String by, Instant at) {
        var version = new WorkflowVersionRow(row.id(), number);
        version.project(row.project());
        version.document(row.document());
        version.hash(Texts.sha256(row.document()));
        version.comment(comment);
        version.publishedAt(Micros.of(at));
        version.publishedBy(by);
        return version;
    }

    /// Keeps the draft as it stands, so that a run can begin with it: the version in the answer is
    /// the negative revision, and found by the runs' port as published ones are.
    ///
    /// @throws NotThere if there is no such workflow
    public WorkflowRef keepDraft(String project, String id, String by, Instant at) {
        return transactions.execute(_ -> {
            var row = load(project, id);
            var ref = new WorkflowRef(id, Math.toIntExact(-row.revision()));
            if (!versions.existsById(new WorkflowVersionId(id, ref.version()))) {
                versions.saveAndFlush(version(row, ref.version(), "", by, at));
            }
            return ref;
        });
    }

    /// What was published, the newest first.
    public List<PublishedVersion> versions(String id) {
        return versions.findByWorkflowIdAndVersionGreaterThanOrderByVersionDesc(id, 0).stream()
                .map(Workflows::published)
                .toList();
    }

    /// A published version, or (under its negative number) a draft that was kept.
    public Optional<PublishedVersion> version(String id, int version) {
        return versions.findById(new WorkflowVersionId(id, version)).map(Workflows::published);
    }

    /// Gives a published version another comment; nothing else of it ever changes.
    ///
    /// @throws NotThere if there is no such version
    public PublishedVersion comment(String project, String id, int version, String comment) {
        return transactions.execute(_ -> {
            var row =
                    versions.findById(new WorkflowVersionId(load(project, id).id(), version))
                            .filter(found -> found.version() > 0)
                            .orElseThrow(() -> new NotThere("version", id + "/" + version));
            row.comment(comment);
            return published(versions.saveAndFlush(row));
        });
    }

    /// Whether triggers start it.
    ///
    /// @throws NotThere if there is no such workflow
    public WorkflowDraft enable(String project, String id, boolean enabled, String by, Instant at) {
        return transactions.execute(_ -> {
            var row = load(project, id);
            row.enabled(enabled);
            row.updatedAt(Micros.of(at));
            row.updatedBy(by);
            return draft(rows.saveAndFlush(row));
        });
    }

    /// The workflows of all projects that triggers start, as they were published.
    public List<PublishedVersion> active() {
        return rows.findByEnabledTrueAndPublishedVersionNotNullAndDeletedAtIsNull().stream()
                .flatMap(row ->
                        Optional.ofNullable(row.publishedVersion())
                                .flatMap(number -> version(row.id(), number))
                                .stream())
                .toList();
    }

    /// Removes it from sight; its versions stay for the runs that run them, and its id stays taken.
    ///
    /// @throws NotThere if there is no such workflow
    public void delete(String project, String id, String by, Instant at) {
        transactions.executeWithoutResult(_ -> {
            var row = load(project, id);
            row.enabled(false);
            row.deletedAt(Micros.of(at));
            row.updatedAt(Micros.of(at));
            row.updatedBy(by);
            rows.saveAndFlush(row);
        });
    }

    private WorkflowRow load(String project, String id) {
        return rows.findByIdAndProjectAndDeletedAtIsNull(id, project)
                .orElseThrow(() -> new NotThere("workflow", id));
    }

    private WorkflowRow load(String project, String id, long expectedRevision) {
        var row = load(project, id);
        if (row.revision() != expectedRevision) {
            throw new StaleRevision(expectedRevision, row.revision(), null);
        }
        return row;
    }

    private static WorkflowDraft draft(WorkflowRow row) {
        return new WorkflowDraft(
                row.id(),
                row.project(),
                row.name(),
                row.description(),
                row.document(),
                row.revision(),
                Optional.ofNullable(row.publishedVersion()),
                row.enabled(),
                Micros.instant(row.createdAt()),
                row.createdBy(),
                Micros.instant(row.updatedAt()),
                row.updatedBy());
    }

    private static PublishedVersion published(WorkflowVersionRow row) {
        return new PublishedVersion(
                row.workflowId(),
                row.version(),
                row.document(),
                row.hash(),
                row.comment(),
                Micros.instant(row.publishedAt()),
                row.publishedBy());
    }
}
