package io.sluice.app.approval;

import io.sluice.app.problem.Input;
import io.sluice.app.security.Caller;
import io.sluice.db.consent.Deputies.Absence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// When the caller is away, and who answers approvals for them then.
@RestController
class AbsenceController {
    private final Away away;

    AbsenceController(Away away) {
        this.away = away;
    }

    record AbsenceRequest(
            @Nullable String deputy, @Nullable Instant from, @Nullable Instant until) {}

    record AbsenceView(String deputy, Instant from, Instant until) {
        static AbsenceView of(Absence absence) {
            return new AbsenceView(absence.deputy(), absence.from(), absence.until());
        }
    }

    /// @param absence null when the caller is there
    record OwnAbsence(@Nullable AbsenceView absence) {}

    @GetMapping("/api/v1/account/absence")
    OwnAbsence show(Caller caller) {
        return new OwnAbsence(away.of(caller).map(AbsenceView::of).orElse(null));
    }

    @PutMapping("/api/v1/account/absence")
    OwnAbsence put(Caller caller, @RequestBody AbsenceRequest body) {
        var absence =
                away.put(
                        caller,
                        Input.text(body.deputy(), "/deputy", 200),
                        body.from(),
                        body.until());
        return new OwnAbsence(AbsenceView.of(absence));
    }

    @DeleteMapping("/api/v1/account/absence")
    ResponseEntity<Void> end(Caller caller) {
        away.end(caller);
        return ResponseEntity.noContent().build();
    }
}
