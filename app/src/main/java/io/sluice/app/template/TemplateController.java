package io.sluice.app.template;

import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.problem.ProblemView;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.template.TemplateShelf.Template;
import io.sluice.app.template.TemplateShelf.Wanted;
import io.sluice.app.workflow.WorkflowAuthoring;
import io.sluice.codec.document.WorkflowJson;
import io.sluice.codec.value.JsonValues;
import io.sluice.engine.definition.Variable;
import io.sluice.engine.port.Schemas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Workflows that come with the product.
@RestController
class TemplateController {
    private final TemplateShelf shelf;
    private final WorkflowAuthoring workflows;
    private final Schemas schemas;
    private final Authorization authorization;

    TemplateController(
            TemplateShelf shelf,
            WorkflowAuthoring workflows,
            Schemas schemas,
            Authorization authorization) {
        this.shelf = shelf;
        this.workflows = workflows;
        this.schemas = schemas;
        this.authorization = authorization;
    }

    record SummaryView(
            String id,
            String name,
            String summary,
            String description,
            List<Wanted> connections,
            List<Variable> variables) {
        static SummaryView of(Template template) {
            return new SummaryView(
                    template.id(),
                    template.name(),
                    template.summary(),
                    template.description(),
                    template.connections(),
                    template.workflow().variables());
        }
    }

    record TemplateView(
            String id,
            String name,
            String summary,
            String description,
            List<Wanted> connections,
            List<Variable> variables,
            Map<String, ?> document,
            Map<String, @Nullable Object> sampleInput) {
        static TemplateView of(Template template) {
            return new TemplateView(
                    template.id(),
                    template.name(),
                    template.summary(),
                    template.description(),
                    template.connections(),
                    template.workflow().variables(),
                    WorkflowJson.toValues(template.workflow()),
                    template.sampleInput());
        }
    }

    record InstallRequest(
            @Nullable String name,
            @Nullable Map<String, String> connections,
            @Nullable Map<String, @Nullable Object> variables) {}

    /// The workflow that was made, with its first draft.
    record InstalledView(
            String id,
            String name,
            @Nullable Object document,
            long revision,
            @Nullable Integer publishedVersion,
            boolean enabled,
            List<ProblemView> problems) {}

    @GetMapping("/api/v1/templates")
    Listing<SummaryView> list(Caller caller) {
        authorization.enter(caller);
        return new Listing<>(shelf.all().stream().map(SummaryView::of).toList(), null);
    }

    @GetMapping("/api/v1/templates/{id}")
    TemplateView show(Caller caller, @PathVariable String id) {
        authorization.enter(caller);
        return TemplateView.of(shelf.load(id));
    }

    @PostMapping("/api/v1/templates/{id}/install")
    ResponseEntity<InstalledView> install(
            Caller caller, @PathVariable String id, @RequestBody InstallRequest body) {
        authorization.require(caller, Action.EDIT_WORKFLOW);
        var tailoring =
                new Tailoring(
                        Optional.ofNullable(body.name())
                                .map(name -> Input.text(name, "/name", 200)),
                        body.connections() == null ? Map.of() : body.connections(),
                        body.variables() == null ? Map.of() : body.variables());
        var made = workflows.create(caller, tailoring.cut(shelf.load(id), schemas));
        var draft = made.draft();
        return ResponseEntity.status(201)
                .body(
                        new InstalledView(
                                draft.id(),
                                draft.name(),
                                JsonValues.readStored(draft.document()),
                                draft.revision(),
                                draft.publishedVersion().orElse(null),
                                draft.enabled(),
                                ProblemView.of(made.problems())));
    }
}
