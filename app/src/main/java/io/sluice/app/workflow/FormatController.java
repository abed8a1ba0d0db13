package io.sluice.app.workflow;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.problem.ProblemView;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.bpmn.BpmnImport;
import io.sluice.bpmn.BpmnReader;
import io.sluice.bpmn.BpmnWriter;
import io.sluice.bpmn.Finding;
import io.sluice.bpmn.Tracing;
import io.sluice.codec.document.WorkflowJson;
import io.sluice.codec.value.JsonValues;
import io.sluice.codec.value.MalformedJson;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Workflows as files: BPMN 2.0 out, BPMN 2.0 or our own JSON in.
@RestController
@RequestMapping("/api/v1/workflows")
class FormatController {
    private static final String BPMN = "application/bpmn+xml";

    private final WorkflowAuthoring workflows;
    private final Documents documents;
    private final Authorization authorization;

    FormatController(
            WorkflowAuthoring workflows, Documents documents, Authorization authorization) {
        this.workflows = workflows;
        this.documents = documents;
        this.authorization = authorization;
    }

    /// @param line where in the file, from 1; 0 if unknown
    record FindingView(String code, String element, int line, String message) {
        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.code(), finding.elementId(), finding.line(), finding.message());
        }
    }

    /// @param id of the workflow that was made; null when nothing was stored
    /// @param report what was renamed, inserted, translated or left out of meaning
    record ImportView(
            @Nullable String id,
            Map<String, ?> document,
            List<FindingView> report,
            List<ProblemView> problems) {}

    private record Read(Workflow workflow, List<FindingView> report) {}

    @GetMapping(path = "/{id}/bpmn", produces = BPMN)
    ResponseEntity<String> export(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version) {
        var xml = new BpmnWriter().write(workflows.document(caller, id, version));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(BPMN + ";charset=UTF-8"))
                .header("Content-Disposition", "attachment; filename=\"" + id + ".bpmn\"")
                .body(xml);
    }

    @PostMapping(
            path = "/import",
            consumes = {BPMN, "application/xml", "text/xml", MediaType.APPLICATION_JSON_VALUE})
    ImportView read(
            Caller caller,
            @RequestHeader("Content-Type") MediaType type,
            @RequestParam(defaultValue = "false") boolean save,
            @RequestParam(defaultValue = "") String bind,
            @RequestBody byte[] body) {
        authorization.require(caller, Action.EDIT_WORKFLOW);
        if (!bind.isEmpty() && !bind.equals(Tracing.TYPE)) {
            throw Input.refuse(
                    "bind",
                    "Expected 'trace', or nothing, to bind unbound tasks to, found '"
                            + Input.clip(bind)
                            + "'.");
        }
        var read =
                type.isCompatibleWith(MediaType.APPLICATION_JSON)
                        ? fromJson(body)
                        : bound(fromBpmn(body), bind);
        var problems = ProblemView.of(workflows.check(caller, read.workflow()));
        var id = save ? workflows.create(caller, read.workflow()).draft().id() : null;
        return new ImportView(id, WorkflowJson.toValues(read.workflow()), read.report(), problems);
    }

    private Read fromJson(byte[] body) {
        try {
            return new Read(documents.read(JsonValues.readObject(body)), List.of());
        } catch (MalformedJson e) {
            throw new ApiProblem(ErrorCode.BAD_REQUEST, e.getMessage());
        }
    }

    private static Read bound(Read read, String bind) {
        return bind.isEmpty() ? read : new Read(Tracing.bind(read.workflow()), read.report());
    }

    private static Read fromBpmn(byte[] body) {
        return switch (new BpmnReader().read(body)) {
            case BpmnImport.Imported(var workflow, var notes) ->
                    new Read(workflow, notes.stream().map(FindingView::of).toList());
            case BpmnImport.Refused(var problems) ->
                    throw Documents.invalid(
                            "Expected a BPMN file whose elements all run here",
                            problems.stream()
                                    .map(one -> one.toProblem(Problem.Severity.ERROR))
                                    .toList());
        };
    }
}
