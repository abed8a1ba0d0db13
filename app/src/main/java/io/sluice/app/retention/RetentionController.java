package io.sluice.app.retention;

import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How long ended runs are kept, and what stays of them.
@RestController
class RetentionController {
    private final RetentionDesk desk;

    RetentionController(RetentionDesk desk) {
        this.desk = desk;
    }

    record PurgedView(int runs) {}

    @GetMapping("/api/v1/retention")
    RetentionView show(Caller caller) {
        return desk.show(caller);
    }

    @PutMapping("/api/v1/retention")
    RetentionView change(Caller caller, @RequestBody RetentionView body) {
        return desk.change(caller, body);
    }

    @PostMapping("/api/v1/retention/purge")
    PurgedView purge(Caller caller) {
        return new PurgedView(desk.purgeNow(caller));
    }

    @GetMapping("/api/v1/history")
    Listing<HistoryView> history(
            Caller caller,
            @RequestParam(required = false) @Nullable String workflow,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return desk.list(
                caller,
                Optional.ofNullable(workflow).filter(id -> !id.isBlank()),
                cursor,
                Input.limit(limit));
    }
}
