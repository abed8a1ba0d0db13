package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.TestServer;
import io.sluice.db.audit.AuditLog;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a refusal looks like: a problem with a code, and nothing of the inside.
final class Refused {
    private Refused() {}

    static void as(Client.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.body())
                .doesNotContain(
                        "Exception", "\\tat ", "at io.sluice", "org.springframework", "SQL");
    }

    /// The newest denial of this user in a project's log.
    static Map<String, @Nullable Object> audited(TestServer server, String project, String user) {
        return server.bean(AuditLog.class).list(project, Optional.empty(), 50).items().stream()
                .filter(entry ->
                        entry.actor().name().equals(user) && entry.action().equals("access.denied"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No denial of " + user + " is audited"))
                .details();
    }
}
