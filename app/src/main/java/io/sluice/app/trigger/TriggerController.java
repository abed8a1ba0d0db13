package io.sluice.app.trigger;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.app.trigger.TriggerKeeping.HookView;
import io.sluice.app.trigger.TriggerKeeping.TriggerView;
import io.sluice.db.authored.WorkflowDraft;
import io.sluice.db.authored.Workflows;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The triggers of workflows, their addresses and secrets.
@RestController
class TriggerController {
    private final Workflows workflows;
    private final TriggerKeeping triggers;
    private final Authorization authorization;

    TriggerController(Workflows workflows, TriggerKeeping triggers, Authorization authorization) {
        this.workflows = workflows;
        this.triggers = triggers;
        this.authorization = authorization;
    }

    /// @param secret told this once
    record SecretView(String secret) {
        static ResponseEntity<SecretView> of(String secret) {
            return ResponseEntity.status(201)
                    .header("Cache-Control", "no-store")
                    .body(new SecretView(secret));
        }
    }

    @GetMapping("/api/v1/workflows/{id}/triggers")
    List<TriggerView> list(Caller caller, @PathVariable String id) {
        authorization.require(caller, Action.LOOK, Thing.workflow(id));
        return triggers.list(find(caller, id));
    }

    @PostMapping("/api/v1/workflows/{id}/triggers/{node}/secret")
    ResponseEntity<SecretView> renew(
            Caller caller, @PathVariable String id, @PathVariable String node) {
        authorization.require(caller, Action.EDIT_WORKFLOW, Thing.workflow(id));
        var draft = find(caller, id);
        var hook = triggers.shared(draft, node);
        if (hook.isEmpty()) {
            return SecretView.of(triggers.renew(caller, draft, node));
        }
        // It is the secret of all workflows that begin with this.
        authorization.requireEverywhere(caller, Action.MANAGE_SETTINGS);
        return SecretView.of(triggers.renewHook(caller, hook.get()));
    }

    private WorkflowDraft find(Caller caller, String id) {
        return workflows
                .find(caller.project(), id)
                .orElseThrow(() -> ApiProblem.notFound("workflow", id));
    }

    @GetMapping("/api/v1/hooks")
    List<HookView> hooks(Caller caller) {
        authorization.require(caller, Action.LOOK);
        return triggers.hooks(caller);
    }

    @PostMapping("/api/v1/hooks/{hook}/secret")
    ResponseEntity<SecretView> renewHook(Caller caller, @PathVariable String hook) {
        authorization.requireEverywhere(caller, Action.MANAGE_SETTINGS);
        return SecretView.of(triggers.renewHook(caller, hook));
    }
}
