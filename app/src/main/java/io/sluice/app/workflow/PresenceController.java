package io.sluice.app.workflow;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.db.authored.Workflows;
import io.sluice.db.presence.Presences;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who else has a workflow open. A browser tab says every few seconds that it is there.
@RestController
@RequestMapping("/api/v1/workflows/{id}/presence")
class PresenceController {
    private static final Pattern TAB = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String TAB_FORM = "1 to 64 letters, digits, '-' and '_'";

    private final Presences presences;
    private final Workflows workflows;
    private final Authorization authorization;
    private final InstantSource clock;

    PresenceController(
            Presences presences,
            Workflows workflows,
            Authorization authorization,
            InstantSource clock) {
        this.presences = presences;
        this.workflows = workflows;
        this.authorization = authorization;
        this.clock = clock;
    }

    record PresenceRequest(@Nullable String tab, @Nullable Boolean editing) {}

    /// @param editing has unsaved changes or a field open, and does not only look
    record OtherView(String user, Instant since, boolean editing) {
        static OtherView of(Presences.Present present) {
            return new OtherView(present.tab().user(), present.since(), present.tab().editing());
        }
    }

    record PresenceView(List<OtherView> others) {}

    @PutMapping
    PresenceView here(Caller caller, @PathVariable String id, @RequestBody PresenceRequest body) {
        require(caller, id);
        var tab =
                new Presences.Tab(
                        Input.matching(body.tab(), "/tab", TAB, TAB_FORM),
                        caller.person(),
                        Boolean.TRUE.equals(body.editing()));
        return new PresenceView(
                presences.seen(id, tab, clock.instant()).stream().map(OtherView::of).toList());
    }

    @DeleteMapping
    ResponseEntity<Void> gone(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String tab) {
        require(caller, id);
        presences.left(id, Input.matching(tab, "tab", TAB, TAB_FORM), caller.person());
        return ResponseEntity.noContent().build();
    }

    private void require(Caller caller, String id) {
        authorization.require(caller, Action.LOOK, Thing.workflow(id));
        if (workflows.find(caller.project(), id).isEmpty()) {
            throw ApiProblem.notFound("workflow", id);
        }
    }
}
