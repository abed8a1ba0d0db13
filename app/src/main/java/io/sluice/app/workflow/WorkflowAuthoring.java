package io.sluice.app.workflow;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.quota.ProjectQuotas;
import io.sluice.app.quota.Stored;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.codec.document.WorkflowJson;
import io.sluice.db.authored.FourEyes;
import io.sluice.db.authored.ObjectGrants;
import io.sluice.db.authored.PublishedVersion;
import io.sluice.db.authored.WorkflowDraft;
import io.sluice.db.authored.Workflows;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.run.WorkflowRef;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Drafts, versions, and whether triggers start a workflow.
@Component
public class WorkflowAuthoring {
    private static final int LONGEST_COMMENT = 2_000;

    private final Workflows workflows;
    private final Documents documents;
    private final FourEyes fourEyes;
    private final FourEyesRule rule;
    private final UseCheck uses;
    private final ObjectGrants grants;
    private final ProjectQuotas quotas;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    WorkflowAuthoring(
            Workflows workflows,
            Documents documents,
            FourEyes fourEyes,
            FourEyesRule rule,
            UseCheck uses,
            ObjectGrants grants,
            ProjectQuotas quotas,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.workflows = workflows;
        this.documents = documents;
        this.fourEyes = fourEyes;
        this.rule = rule;
        this.uses = uses;
        this.grants = grants;
        this.quotas = quotas;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        this.events = events;
        transaction = new TransactionTemplate(transactions);
    }

    /// A draft and what is wrong with it.
    public record Checked(WorkflowDraft draft, List<Problem> problems) {}

    Checked load(Caller caller, String id) {
        authorization.require(caller, Action.LOOK, Thing.workflow(id));
        return checked(caller, find(caller, id));
    }

    private WorkflowDraft find(Caller caller, String id) {
        return workflows
                .find(caller.project(), id)
                .orElseThrow(() -> ApiProblem.notFound("workflow", id));
    }

    /// Who may draw it is told as well what they may not have done.
    private Checked checked(Caller caller, WorkflowDraft draft) {
        var document = documents.parse(draft.document());
        return authorization.allows(caller, Action.EDIT_WORKFLOW, Thing.workflow(draft.id()))
                ? new Checked(draft, problems(caller, document))
                : new Checked(draft, documents.check(draft.project(), document, seenBy(caller)));
    }

    private Predicate<String> seenBy(Caller caller) {
        return id -> authorization.allows(caller, Action.LOOK, Thing.workflow(id));
    }

    private List<Problem> problems(Caller caller, Workflow document) {
        var problems = new ArrayList<>(uses.problems(caller, document));
        var known = problems.stream().map(Problem::element).collect(Collectors.toSet());
        documents.check(caller.project(), document, seenBy(caller)).stream()
                .filter(one ->
                        !one.code().equals(Documents.NO_SUCH_CONNECTION)
                                || !known.contains(one.element()))
                .forEach(problems::add);
        return problems;
    }

    /// A new workflow, disabled, with this draft. It may have problems; only publishing needs none.
    public Checked create(Caller caller, Workflow document) {
        authorization.require(caller, Action.EDIT_WORKFLOW);
        quotas.requireRoom(caller, Stored.WORKFLOWS);
        var id = WorkflowIds.fresh(document.name());
        uses.require(caller, Action.EDIT_WORKFLOW, id, document);
        var draft =
                audited(
                        caller,
                        "workflow.create",
                        id,
                        Map.of("name", document.name()),
                        () -> {
                            var made =
                                    workflows.create(
                                            id,
                                            caller.project(),
                                            document.name(),
                                            document.description(),
                                            WorkflowJson.write(document),
                                            caller.person(),
                                            clock.instant());
                            fourEyes.saved(id, caller.person());
                            return made;
                        });
        return new Checked(draft, problems(caller, document));
    }

    Checked save(Caller caller, String id, long revision, Workflow document) {
        authorization.require(caller, Action.EDIT_WORKFLOW, Thing.workflow(id));
        var _ = find(caller, id);
        uses.require(caller, Action.EDIT_WORKFLOW, id, document);
        var draft =
                audited(
                        caller,
                        "workflow.save",
                        id,
                        Map.of("revision", revision + 1),
                        () -> {
                            var saved =
                                    workflows.saveDraft(
                                            caller.project(),
                                            id,
                                            revision,
                                            document.name(),
                                            document.description(),
                                            WorkflowJson.write(document),
                                            caller.person(),
                                            clock.instant());
                            fourEyes.saved(id, caller.person());
                            return saved;
                        });
        return new Checked(draft, problems(caller, document));
    }

    List<Problem> check(Caller caller, Workflow document) {
        authorization.enter(caller);
        return problems(caller, document);
    }

    /// @throws ApiProblem INVALID_DOCUMENT if the draft has errors; FOUR_EYES if somebody else must
    PublishedVersion publish(Caller caller, String id, long revision, String comment) {
        authorization.require(caller, Action.PUBLISH_WORKFLOW, Thing.workflow(id));
        var draft = find(caller, id);
        var document = documents.parse(draft.document());
        uses.require(caller, Action.PUBLISH_WORKFLOW, id, document);
        var problems = documents.check(caller.project(), document);
        if (!Documents.blocking(problems).isEmpty()) {
            throw Documents.invalid(
                    "Expected a draft without errors", Documents.blocking(problems));
        }
        if (draft.revision() != revision) {
            throw new ApiProblem(
                    ErrorCode.STALE,
                    "Expected revision "
                            + revision
                            + " of the draft, found "
                            + draft.revision()
                            + "; look at it again.");
        }
        boolean solo = rule.require(caller, Action.PUBLISH_WORKFLOW, draft, document);
        var authors = fourEyes.authors(id).stream().sorted().toList();
        return audited(
                caller,
                "workflow.publish",
                id,
                Map.of(
                        "revision", revision,
                        "comment", comment,
                        "authors", authors,
                        "solo", solo),
                () -> {
                    var version =
                            workflows.publish(
                                    caller.project(),
                                    id,
                                    revision,
                                    comment,
                                    caller.person(),
                                    clock.instant());
                    fourEyes.published(id, version.version());
                    uses.keep(caller, new WorkflowRef(id, version.version()), document);
                    return version;
                });
    }

    List<PublishedVersion> versions(Caller caller, String id) {
        authorization.require(caller, Action.LOOK, Thing.workflow(id));
        return workflows.versions(find(caller, id).id());
    }

    PublishedVersion version(Caller caller, String id, int version) {
        authorization.require(caller, Action.LOOK, Thing.workflow(id));
        return workflows
                .version(find(caller, id).id(), version)
                .orElseThrow(() -> ApiProblem.notFound("version", id + "/" + version));
    }

    /// What people say about a published version, such as a name; empty for nothing.
    PublishedVersion comment(Caller caller, String id, int version, String comment) {
        authorization.require(caller, Action.PUBLISH_WORKFLOW, Thing.workflow(id));
        if (comment.length() > LONGEST_COMMENT) {
            throw Input.refuse(
                    "/comment",
                    "Expected at most "
                            + LONGEST_COMMENT
                            + " characters for /comment, found "
                            + comment.length()
                            + ".");
        }
        return audited(
                caller,
                "workflow.comment",
                id,
                Map.of("version", version, "comment", comment),
                () -> workflows.comment(caller.project(), id, version, comment));
    }

    void enable(Caller caller, String id, boolean enabled) {
        authorization.require(caller, Action.PUBLISH_WORKFLOW, Thing.workflow(id));
        if (enabled && find(caller, id).publishedVersion().isEmpty()) {
            throw new ApiProblem(
                    ErrorCode.NOT_PUBLISHED,
                    "Expected a published version for triggers to start, found none; publish"
                            + " first.");
        }
        audited(
                caller,
                enabled ? "workflow.enable" : "workflow.disable",
                id,
                Map.of(),
                () ->
                        workflows.enable(
                                caller.project(), id, enabled, caller.person(), clock.instant()));
    }

    void delete(Caller caller, String id) {
        authorization.require(caller, Action.EDIT_WORKFLOW, Thing.workflow(id));
        audited(
                caller,
                "workflow.delete",
                id,
                Map.of(),
                () -> {
                    workflows.delete(caller.project(), id, caller.person(), clock.instant());
                    grants.forget(
                            new ObjectGrants.Subject(
                                    caller.project(), ObjectGrants.Kind.WORKFLOW, id));
                    return id;
                });
    }

    private <T> T audited(
            Caller caller,
            String action,
            String id,
            Map<String, @Nullable Object> details,
            Supplier<T> change) {
        var result =
                transaction.execute(_ -> {
                    var done = change.get();
                    audits.write(caller, action, id, details);
                    return done;
                });
        events.publishEvent(new WorkflowsChanged());
        return result;
    }

    /// The published version of a workflow, or a version of it.
    Workflow document(Caller caller, String id, @Nullable Integer version) {
        return documents.parse(
                version == null
                        ? load(caller, id).draft().document()
                        : version(caller, id, version).document());
    }
}
