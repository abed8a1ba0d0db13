package io.sluice.app.connection;

import io.sluice.app.connection.ConnectionKeeping.Filled;
import io.sluice.app.connection.ConnectionNeeds.Needs;
import io.sluice.app.connection.ConnectionTests.TestView;
import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Caller;
import io.sluice.db.authored.StoredConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How outside systems are reached.
@RestController
class ConnectionController {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final int MOST_WORKFLOWS = 1_000;

    private final ConnectionKeeping connections;
    private final ConnectionAccess access;
    private final ConnectionTests tests;
    private final ConnectionNeeds needs;
    private final ConnectionUsers users;

    ConnectionController(
            ConnectionKeeping connections,
            ConnectionAccess access,
            ConnectionTests tests,
            ConnectionNeeds needs,
            ConnectionUsers users) {
        this.connections = connections;
        this.access = access;
        this.tests = tests;
        this.needs = needs;
        this.users = users;
    }

    /// @param secrets names of the secrets that are set
    /// @param references where those that are kept elsewhere are
    /// @param restricted only those may use it to whom it is granted
    /// @param usable whether the caller may
    record ConnectionView(
            String name,
            String type,
            Map<String, String> settings,
            List<String> secrets,
            Map<String, String> references,
            Instant updatedAt,
            String updatedBy,
            boolean restricted,
            boolean usable) {
        static ConnectionView of(StoredConnection stored, boolean restricted, boolean usable) {
            return new ConnectionView(
                    stored.name(),
                    stored.type(),
                    new TreeMap<>(stored.settings()),
                    List.copyOf(new TreeSet<>(stored.secrets().keySet())),
                    new TreeMap<>(stored.references()),
                    stored.updatedAt(),
                    stored.updatedBy(),
                    restricted,
                    usable);
        }
    }

    record ConnectionRequest(
            @Nullable String name,
            @Nullable String type,
            @Nullable Map<String, @Nullable String> settings,
            @Nullable Map<String, @Nullable String> secrets,
            @Nullable Map<String, @Nullable String> references) {

        Filled filled() {
            var given = new HashMap<String, String>();
            if (settings != null) {
                settings.forEach((key, value) -> {
                    if (value != null && !value.isBlank()) {
                        given.put(key, value.strip());
                    }
                });
            }
            return new Filled(
                    Input.text(type, "/type", 100),
                    given,
                    secrets == null ? Map.of() : secrets,
                    references == null ? Map.of() : references);
        }
    }

    @GetMapping("/api/v1/connections")
    Listing<ConnectionView> list(Caller caller) {
        return new Listing<>(
                connections.list(caller).stream().map(one -> view(caller, one)).toList(), null);
    }

    private ConnectionView view(Caller caller, StoredConnection stored) {
        return ConnectionView.of(
                stored, access.isRestricted(stored), access.may(caller, stored.name()));
    }

    @PostMapping("/api/v1/connections")
    ResponseEntity<ConnectionView> create(Caller caller, @RequestBody ConnectionRequest body) {
        var name =
                Input.matching(
                        body.name(), "/name", NAME, "1 to 64 letters, digits, '.', '_' or '-'");
        return ResponseEntity.status(201)
                .body(view(caller, connections.create(caller, name, body.filled())));
    }

    @PutMapping("/api/v1/connections/{name}")
    ConnectionView change(
            Caller caller, @PathVariable String name, @RequestBody ConnectionRequest body) {
        return view(caller, connections.change(caller, name, body.filled()));
    }

    record Restriction(@Nullable Boolean restricted) {}

    @PutMapping("/api/v1/connections/{name}/restriction")
    ResponseEntity<Void> restrict(
            Caller caller, @PathVariable String name, @RequestBody Restriction body) {
        connections.restrict(caller, name, Input.required(body.restricted(), "/restricted"));
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/api/v1/connections/{name}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String name) {
        connections.delete(caller, name);
        return ResponseEntity.noContent().build();
    }

    /// @param publishedBy by whose right it uses the connection
    /// @param allowed whether its runs may use it
    /// @param rightStands whether whoever published it might do so now
    record UseView(
            String workflow,
            String name,
            int version,
            String publishedBy,
            Instant publishedAt,
            boolean allowed,
            boolean rightStands) {
        static UseView of(ConnectionUsers.User user) {
            return new UseView(
                    user.workflow().id(),
                    user.workflow().name(),
                    user.version().version(),
                    user.version().publishedBy(),
                    user.version().publishedAt(),
                    user.allowed(),
                    user.rightStands());
        }
    }

    @GetMapping("/api/v1/connections/{name}/uses")
    Listing<UseView> uses(Caller caller, @PathVariable String name) {
        return new Listing<>(users.list(caller, name).stream().map(UseView::of).toList(), null);
    }

    record Withdrawal(@Nullable List<String> workflows) {}

    @PostMapping("/api/v1/connections/{name}/withdrawals")
    ResponseEntity<Void> withdraw(
            Caller caller, @PathVariable String name, @RequestBody Withdrawal body) {
        var workflows = Input.required(body.workflows(), "/workflows");
        if (workflows.size() > MOST_WORKFLOWS) {
            throw Input.refuse(
                    "/workflows",
                    "Expected at most "
                            + MOST_WORKFLOWS
                            + " workflows, found "
                            + workflows.size()
                            + "; do it in parts.");
        }
        users.withdraw(caller, name, workflows);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/api/v1/connections/{name}/test")
    TestView test(Caller caller, @PathVariable String name) {
        return tests.test(caller, name);
    }

    /// @param of `used` for what workflows use, `all` for every node type of the connection's kind
    @GetMapping("/api/v1/connections/{name}/permissions")
    Needs permissions(
            Caller caller,
            @PathVariable String name,
            @RequestParam(defaultValue = "used") String of) {
        if (!of.equals("used") && !of.equals("all")) {
            throw Input.refuse("of", "Expected 'used' or 'all', found '" + Input.clip(of) + "'.");
        }
        return needs.of(caller, name, of.equals("all"));
    }
}
