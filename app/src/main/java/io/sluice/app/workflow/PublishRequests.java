package io.sluice.app.workflow;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.db.authored.FourEyes;
import io.sluice.db.authored.FourEyes.Request;
import io.sluice.db.authored.Workflows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Asks somebody else to look at a draft and publish it.
///
/// none → asked, for one revision → published by somebody else · withdrawn or refused · lapsed,
/// when the draft is changed.
@RestController
class PublishRequests {
    private final FourEyes fourEyes;
    private final Workflows workflows;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    PublishRequests(
            FourEyes fourEyes,
            Workflows workflows,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.fourEyes = fourEyes;
        this.workflows = workflows;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    record RequestView(
            String workflow,
            String name,
            long revision,
            String requestedBy,
            String comment,
            Instant requestedAt) {
        static RequestView of(Request request) {
            return new RequestView(
                    request.workflow(),
                    request.name(),
                    request.revision(),
                    request.by(),
                    request.comment(),
                    request.at());
        }
    }

    record NewRequest(@Nullable String comment) {}

    @GetMapping("/api/v1/publish-requests")
    Listing<RequestView> list(Caller caller) {
        var sight = authorization.sight(caller);
        var found =
                fourEyes.requests(caller.project()).stream()
                        .filter(one -> sight.sees(one.workflow()));
        return new Listing<>(found.map(RequestView::of).toList(), null);
    }

    @PutMapping("/api/v1/workflows/{id}/publish-request")
    ResponseEntity<Void> ask(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody NewRequest body) {
        authorization.require(caller, Action.PUBLISH_WORKFLOW, Thing.workflow(id));
        long seen = Revisions.seen(ifMatch);
        var comment =
                body.comment() == null || body.comment().isBlank()
                        ? ""
                        : Input.text(body.comment(), "/comment", 2_000);
        transaction.executeWithoutResult(_ -> {
            var draft =
                    workflows
                            .find(caller.project(), id)
                            .orElseThrow(() -> ApiProblem.notFound("workflow", id));
            if (draft.revision() != seen) {
                throw new ApiProblem(
                        ErrorCode.STALE,
                        "Expected revision "
                                + seen
                                + " of the draft, found "
                                + draft.revision()
                                + "; look at it again.");
            }
            fourEyes.ask(
                    caller.project(),
                    new Request(id, draft.name(), seen, caller.person(), comment, clock.instant()));
            audits.write(
                    caller,
                    "workflow.publish-request",
                    id,
                    Map.of("revision", seen, "comment", comment));
        });
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/api/v1/workflows/{id}/publish-request")
    ResponseEntity<Void> withdraw(Caller caller, @PathVariable String id) {
        authorization.require(caller, Action.PUBLISH_WORKFLOW, Thing.workflow(id));
        transaction.executeWithoutResult(_ -> {
            if (workflows.find(caller.project(), id).isEmpty()) {
                throw ApiProblem.notFound("workflow", id);
            }
            if (fourEyes.withdraw(id)) {
                audits.write(caller, "workflow.publish-refuse", id, Map.of());
            }
        });
        return ResponseEntity.noContent().build();
    }
}
