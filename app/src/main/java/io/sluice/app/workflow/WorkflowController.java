package io.sluice.app.workflow;

import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.problem.ProblemView;
import io.sluice.app.security.Caller;
import io.sluice.app.workflow.WorkflowAuthoring.Checked;
import io.sluice.app.workflow.WorkflowViews.Detail;
import io.sluice.app.workflow.WorkflowViews.Saved;
import io.sluice.app.workflow.WorkflowViews.Summary;
import io.sluice.app.workflow.WorkflowViews.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Workflows: drafts, checks, versions.
@RestController
@RequestMapping("/api/v1/workflows")
class WorkflowController {
    private final WorkflowAuthoring workflows;
    private final WorkflowListing listing;
    private final Documents documents;

    WorkflowController(WorkflowAuthoring workflows, WorkflowListing listing, Documents documents) {
        this.workflows = workflows;
        this.listing = listing;
        this.documents = documents;
    }

    record DocumentRequest(@Nullable Map<String, @Nullable Object> document) {
        Map<String, @Nullable Object> required() {
            return Input.required(document, "/document");
        }
    }

    record PublishRequest(@Nullable String comment) {}

    record CommentRequest(@Nullable String comment) {}

    record PublishedView(int version) {}

    record CheckView(List<ProblemView> problems) {}

    @GetMapping
    Listing<Summary> list(
            Caller caller,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return listing.list(caller, query, cursor, Input.limit(limit));
    }

    @PostMapping
    ResponseEntity<Detail> create(Caller caller, @RequestBody DocumentRequest body) {
        var made = workflows.create(caller, documents.read(body.required()));
        return tagged(ResponseEntity.status(201), made);
    }

    @PostMapping("/check")
    CheckView check(Caller caller, @RequestBody DocumentRequest body) {
        return new CheckView(
                ProblemView.of(workflows.check(caller, documents.read(body.required()))));
    }

    @GetMapping("/{id}")
    ResponseEntity<Detail> show(Caller caller, @PathVariable String id) {
        return tagged(ResponseEntity.ok(), workflows.load(caller, id));
    }

    private static ResponseEntity<Detail> tagged(
            ResponseEntity.BodyBuilder answer, Checked checked) {
        return answer.header(HttpHeaders.ETAG, Revisions.tag(checked.draft().revision()))
                .body(Detail.of(checked.draft(), checked.problems()));
    }

    @PutMapping("/{id}/draft")
    ResponseEntity<Saved> save(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody DocumentRequest body) {
        long seen = Revisions.seen(ifMatch);
        var saved = workflows.save(caller, id, seen, documents.read(body.required()));
        return ResponseEntity.ok()
                .header(HttpHeaders.ETAG, Revisions.tag(saved.draft().revision()))
                .body(new Saved(saved.draft().revision(), ProblemView.of(saved.problems())));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String id) {
        workflows.delete(caller, id);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/publish")
    PublishedView publish(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable PublishRequest body) {
        var comment = body == null || body.comment() == null ? "" : body.comment();
        var version = workflows.publish(caller, id, Revisions.seen(ifMatch), comment);
        return new PublishedView(version.version());
    }

    @GetMapping("/{id}/versions")
    List<Version> versions(Caller caller, @PathVariable String id) {
        return workflows.versions(caller, id).stream().map(Version::listed).toList();
    }

    @GetMapping("/{id}/versions/{version}")
    Version version(Caller caller, @PathVariable String id, @PathVariable int version) {
        return Version.whole(workflows.version(caller, id, version));
    }

    @PatchMapping("/{id}/versions/{version}")
    Version comment(
            Caller caller,
            @PathVariable String id,
            @PathVariable int version,
            @RequestBody CommentRequest body) {
        var comment = Input.required(body.comment(), "/comment").strip();
        return Version.listed(workflows.comment(caller, id, version, comment));
    }

    @PostMapping("/{id}/enable")
    ResponseEntity<Void> enable(Caller caller, @PathVariable String id) {
        workflows.enable(caller, id, true);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/disable")
    ResponseEntity<Void> disable(Caller caller, @PathVariable String id) {
        workflows.enable(caller, id, false);
        return ResponseEntity.noContent().build();
    }
}
