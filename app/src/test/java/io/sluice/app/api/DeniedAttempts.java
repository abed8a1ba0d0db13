package io.sluice.app.api;

import io.sluice.app.api.Client.Reply;
import io.sluice.app.cli.client.Tree;
import io.sluice.db.audit.AuditLog;
import io.sluice.db.authored.Project;
import io.sluice.db.authored.ProjectBook;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// ASVS 16.3.2: whatever a known caller is denied, in whichever test, must be in the audit log by
/// then: who, which route, with which answer, when.
final class DeniedAttempts {
    /// What a known caller is told who may not do a thing, wherever. One that is not there may be
    /// another's.
    private static final Set<String> DENIALS =
            Set.of("FORBIDDEN", "SELF_APPROVAL", "NOT_AN_APPROVER", "FOUR_EYES", "BAD_CSRF");

    private static final Set<String> ACTIONS = Set.of("access.denied", "request.refused");

    /// Asked here, of whoever was denied something.
    private static final String WHO = "GET /api/v1/session";

    private static final int NEWEST = 300;

    private DeniedAttempts() {}

    /// @param what method and path
    /// @param id of the request
    /// @throws AssertionError if the reply is a denial that is not in the audit log
    static void requireAudited(Client client, String what, String id, Reply reply) {
        var server = TestServer.at(client.url());
        if (server.isEmpty() || what.equals(WHO) || !isDenial(client, reply)) {
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

    private static boolean isDenial(Client client, Reply reply) {
        return switch (reply.status()) {
            case 403 ->
                    DENIALS.contains(reply.code())
                            || (reply.code().equals("CROSS_SITE") && known(client).isPresent());
            case 409 -> DENIALS.contains(reply.code());
            case 404 -> reply.code().equals("NOT_FOUND") && known(client).isPresent();
            default -> false;
        };
    }

    /// Who a browser is signed in as, whatever else it sends.
    private static Optional<Tree> known(Client client) {
        var cookie = client.headers().get("Cookie");
        if (cookie == null) {
            return Optional.empty();
        }
        var headers = new HashMap<>(Map.of("Cookie", cookie));
        var project = client.headers().get("X-Sluice-Project");
        if (project != null) {
            headers.put("X-Sluice-Project", project);
        }
        var user = new Client(client.url(), headers).get("/api/v1/session").json().at("user");
        return user.text("name").isEmpty() ? Optional.empty() : Optional.of(user);
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
