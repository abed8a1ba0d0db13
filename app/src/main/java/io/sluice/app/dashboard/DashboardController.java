package io.sluice.app.dashboard;

import io.sluice.app.problem.Input;
import io.sluice.app.security.Caller;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How the installation does its work.
@RestController
class DashboardController {
    private final DashboardDesk desk;

    DashboardController(DashboardDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/api/v1/dashboard")
    DashboardView show(
            Caller caller,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String workflow) {
        return desk.look(caller, moment(from, "from"), moment(to, "to"), given(workflow));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(one -> !one.isBlank());
    }

    private static Optional<Instant> moment(@Nullable String text, String name) {
        return given(text)
                .map(one -> {
                    try {
                        return Instant.parse(one);
                    } catch (DateTimeParseException e) {
                        throw Input.refuse(
                                name,
                                "Expected a moment such as 2026-01-05T10:00:00Z, found '"
                                        + Input.clip(one)
                                        + "'.");
                    }
                });
    }
}
