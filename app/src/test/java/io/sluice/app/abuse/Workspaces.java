package io.sluice.app.abuse;

import io.sluice.app.api.Client;
import io.sluice.app.api.TestServer;
import java.util.List;
import java.util.Map;

/// Projects for tests.
final class Workspaces {
    private Workspaces() {}

    /// A new project.
    ///
    /// @return its id
    static String make(TestServer server) {
        var id = TestServer.unique("p");
        Things.require(
                server.admin().post("/api/v1/projects", Map.of("id", id, "name", "Project " + id)));
        return id;
    }

    /// Gives somebody exactly these roles there.
    static void join(TestServer server, String project, String user, String... roles) {
        Things.require(
                server.admin()
                        .put(
                                "/api/v1/projects/" + project + "/members/" + user,
                                Map.of("roles", List.of(roles))));
    }

    /// Gives somebody exactly these roles on one thing.
    ///
    /// @param admin in the thing's project
    /// @param thing `workflows/ID` or `connections/NAME`
    static void grant(Client admin, String thing, String user, String... roles) {
        Things.require(
                admin.put(
                        "/api/v1/" + thing + "/grants/users/" + user,
                        Map.of("roles", List.of(roles))));
    }

    static Client in(Client client, String project) {
        return client.with("X-Sluice-Project", project);
    }
}
