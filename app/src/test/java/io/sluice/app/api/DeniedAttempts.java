package io.sluice.app.api;

import io.sluice.app.api.Client.Reply;
import io.sluice.db.audit.AuditLog;
import io.sluice.db.authored.Project;
import io.sluice.db.authored.ProjectBook;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// ASVS 16.3.2: whatever a known caller is denied, in whichever test, must be in the audit log by
/// then: who, which route, with which answer, when.
final class DeniedAttempts {
    /// What a known caller is told who may not do a thing, wherever.
    private static final Set<String> DENIALS =
            Set.of("FORBIDDEN", "SELF_APPROVAL", "NOT_AN_APPROVER", "FOUR_EYES", "BAD_CSRF");

    private static final Set<String> ACTIONS = Set.of("access.denied", "request.refused");

    private static final int NEWEST = 300;

    private DeniedAttempts() {}

    /// @param what method and path
    /// @param id of the request
    /// @throws AssertionError if the reply is a denial that is not in the audit log
    static void requireAudited(Client client, String what, String id, Reply reply) {
        if (reply.status() != 403 && reply.status() != 409) {
            return;
        }
        var server = TestServer.at(client.url());
        if (server.isEmpty() || !DENIALS.contains(reply.code())) {
            return;
        }
        var log = server.get().bean(AuditLog.class);
        var about = client.headers().getOrDefault("X-Sluice-Project", "default");
        var route = what.split("\\?", 2)[0];
        boolean written =
                Stream.concat(Stream.of(about), projects(server.get()))
                        .anyMatch(project -> isWritten(log, project, route, id, reply.code()));
        if (!written) {
            throw new AssertionError(
                    "Denied, and not in the audit log: " + what + " was answered " + reply);
        }
    }

    private static boolean isWritten(
            AuditLog log, String project, String route, String id, String code) {
        return log.list(project, Optional.empty(), NEWEST).items().stream()
                .anyMatch(entry ->
                        ACTIONS.contains(entry.action())
                                && id.equals(entry.details().get("request"))
                                && code.equals(entry.details().get("code"))
                                && route.startsWith(told(entry.details().get("route")))
                                && !entry.actor().name().isBlank());
    }

    /// A long one is cut.
    private static String told(@Nullable Object route) {
        return route instanceof String text ? text.replace("…", "") : "(none)";
    }

    private static Stream<String> projects(TestServer server) {
        return server.bean(ProjectBook.class).list().stream().map(Project::id);
    }
}
