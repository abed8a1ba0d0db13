package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import java.util.List;
import java.util.Map;

/// Workflows as the server has them, found by id or by name, published and enabled.
public final class Workflows {
    private static final int PAGE = 200;

    private final ApiClient api;

    public Workflows(ApiClient api) {
        this.api = api;
    }

    /// Those that are called so.
    public List<Tree> named(String name) {
        var query = Map.of("query", name, "limit", Integer.toString(PAGE));
        return api.get("/workflows", query).list().stream()
                .filter(one -> one.text("name").equals(name))
                .toList();
    }

    /// The id of the one that has this id or this name.
    ///
    /// @throws CliFailure if there is none, or more than one
    public String find(String idOrName) {
        var named = named(idOrName);
        if (named.size() > 1) {
            var ids = String.join(", ", named.stream().map(one -> one.text("id")).toList());
            throw CliFailure.problem(
                    "Expected one workflow called '"
                            + idOrName
                            + "', found several: say which by its id, "
                            + ids
                            + ".");
        }
        return named.isEmpty() ? withId(idOrName) : named.getFirst().text("id");
    }

    private String withId(String id) {
        try {
            return api.get(path(id)).text("id");
        } catch (CliFailure failure) {
            if (!failure.code().equals("NOT_FOUND")) {
                throw failure;
            }
            throw CliFailure.problem(
                    "Expected a workflow with the id or name '"
                            + id
                            + "', found none; 'sluice workflows' lists them.");
        }
    }

    /// Publishes the draft as it stands.
    public Tree publish(String id, String comment) {
        var revision = api.get(path(id)).text("revision");
        return api.post(
                path(id) + "/publish",
                Map.of("comment", comment),
                Map.of("If-Match", "\"" + revision + "\""));
    }

    /// Lets its triggers fire, or no longer.
    public Tree enable(String id, boolean enabled) {
        return api.post(path(id) + (enabled ? "/enable" : "/disable"), Map.of());
    }

    static String path(String id) {
        return "/workflows/" + ApiClient.encode(id);
    }
}
