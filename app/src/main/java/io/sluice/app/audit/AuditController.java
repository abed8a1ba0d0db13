package io.sluice.app.audit;

import io.sluice.app.problem.Cursors;
import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.audit.AuditLog;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The audit log, and whether it is whole.
@RestController
class AuditController {
    private final AuditLog log;
    private final HeadFile heads;
    private final Authorization authorization;

    AuditController(AuditLog log, HeadFile heads, Authorization authorization) {
        this.log = log;
        this.heads = heads;
        this.authorization = authorization;
    }

    /// @param actor `user ada`, `token deploy`, `engine`
    record EntryView(
            long sequence,
            Instant at,
            String actor,
            String action,
            String subject,
            Map<String, @Nullable Object> detail,
            String hash) {
        static EntryView of(AuditLog.Entry entry) {
            return new EntryView(
                    entry.seq(),
                    entry.at(),
                    entry.actor().kind() + " " + entry.actor().name(),
                    entry.action(),
                    entry.subject(),
                    entry.details(),
                    entry.hash());
        }
    }

    /// @param firstBroken the first entry that is not what was written
    /// @param compared with how many ends of it that were kept elsewhere
    record CheckView(boolean ok, long entries, @Nullable Long firstBroken, int compared) {}

    @GetMapping("/api/v1/audit")
    Listing<EntryView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        authorization.require(caller, Action.READ_AUDIT);
        return Cursors.list(
                cursor,
                from -> log.list(caller.project(), from, Input.limit(limit)),
                EntryView::of);
    }

    /// One entry a line, as it is chained, at most a thousand.
    ///
    /// @param after the sequence number to begin behind
    @GetMapping(value = "/api/v1/audit/export", produces = "application/x-ndjson")
    String export(Caller caller, @RequestParam(defaultValue = "0") long after) {
        authorization.require(caller, Action.READ_AUDIT);
        return log.chain(caller.project(), after).stream()
                .map(AuditLines::line)
                .collect(Collectors.joining());
    }

    @GetMapping("/api/v1/audit/verify")
    CheckView verify(Caller caller) {
        authorization.require(caller, Action.READ_AUDIT);
        var kept = heads.kept(caller.project());
        var check = log.verify(caller.project(), kept);
        return new CheckView(
                check.ok(),
                check.entries(),
                check.firstBroken().isPresent() ? check.firstBroken().getAsLong() : null,
                kept.size());
    }
}
