package io.sluice.app.pause;

import io.sluice.db.run.JdbcPauses.Pause;
import java.time.Instant;

/// One pause that holds.
///
/// @param scope `everything`, `workflow` or `run`
/// @param id of the workflow or run; empty for everything
/// @param by user or token
record PauseView(String scope, String id, String reason, Instant since, String by) {
    static PauseView of(Pause pause) {
        return new PauseView(
                pause.subject().scope().key(),
                pause.subject().id(),
                pause.reason(),
                pause.since(),
                pause.by().name());
    }
}
