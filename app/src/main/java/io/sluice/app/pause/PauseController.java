package io.sluice.app.pause;

import io.sluice.app.problem.Input;
import io.sluice.app.security.Caller;
import io.sluice.db.run.JdbcPauses.Scope;
import io.sluice.db.run.JdbcPauses.Subject;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What is paused.
@RestController
@RequestMapping("/api/v1/pauses")
class PauseController {
    private final PauseDesk desk;

    PauseController(PauseDesk desk) {
        this.desk = desk;
    }

    record PauseRequest(@Nullable String scope, @Nullable String id, @Nullable String reason) {
        private static final Pattern SCOPE = Pattern.compile("everything|workflow|run");

        Subject subject() {
            var given = Input.matching(scope, "/scope", SCOPE, "everything, workflow or run");
            var found = Scope.valueOf(given.toUpperCase(Locale.ROOT));
            return found == Scope.EVERYTHING
                    ? Subject.EVERYTHING
                    : new Subject(found, Input.text(id, "/id", 64));
        }

        String why() {
            return reason == null || reason.isBlank() ? "" : Input.text(reason, "/reason", 2_000);
        }
    }

    record PausesView(List<PauseView> items) {}

    @GetMapping
    PausesView list(Caller caller) {
        return new PausesView(desk.list(caller).stream().map(PauseView::of).toList());
    }

    @PostMapping
    PausesView pause(Caller caller, @RequestBody PauseRequest body) {
        desk.pause(caller, body.subject(), body.why());
        return list(caller);
    }

    @PostMapping("/resume")
    PausesView resume(Caller caller, @RequestBody PauseRequest body) {
        desk.resume(caller, body.subject(), body.why());
        return list(caller);
    }
}
