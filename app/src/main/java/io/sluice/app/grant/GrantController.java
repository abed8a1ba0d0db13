package io.sluice.app.grant;

import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.db.authored.ObjectGrants.Held;
import io.sluice.db.authored.ObjectGrants.Holder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who has which roles on one workflow or one connection.
@RestController
@RequestMapping("/api/v1")
class GrantController {
    private final GrantDesk desk;

    GrantController(GrantDesk desk) {
        this.desk = desk;
    }

    /// @param kind `user` or `group`
    record GrantView(String kind, String name, List<String> roles) {
        static GrantView of(Held held) {
            return new GrantView(
                    held.holder().group() ? "group" : "user",
                    held.holder().name(),
                    held.roles().stream().sorted().toList());
        }
    }

    record GrantChange(@Nullable List<String> roles) {
        List<String> required() {
            return Input.required(roles, "/roles");
        }
    }

    @GetMapping("/workflows/{id}/grants")
    Listing<GrantView> onWorkflow(Caller caller, @PathVariable String id) {
        return list(caller, Thing.workflow(id));
    }

    @PutMapping("/workflows/{id}/grants/users/{name}")
    ResponseEntity<Void> userOnWorkflow(
            Caller caller,
            @PathVariable String id,
            @PathVariable String name,
            @RequestBody GrantChange body) {
        return set(caller, Thing.workflow(id), new Holder(false, name), body);
    }

    @PutMapping("/workflows/{id}/grants/groups/{name}")
    ResponseEntity<Void> groupOnWorkflow(
            Caller caller,
            @PathVariable String id,
            @PathVariable String name,
            @RequestBody GrantChange body) {
        return set(caller, Thing.workflow(id), new Holder(true, name), body);
    }

    @GetMapping("/connections/{connection}/grants")
    Listing<GrantView> onConnection(Caller caller, @PathVariable String connection) {
        return list(caller, Thing.connection(connection));
    }

    @PutMapping("/connections/{connection}/grants/users/{name}")
    ResponseEntity<Void> userOnConnection(
            Caller caller,
            @PathVariable String connection,
            @PathVariable String name,
            @RequestBody GrantChange body) {
        return set(caller, Thing.connection(connection), new Holder(false, name), body);
    }

    @PutMapping("/connections/{connection}/grants/groups/{name}")
    ResponseEntity<Void> groupOnConnection(
            Caller caller,
            @PathVariable String connection,
            @PathVariable String name,
            @RequestBody GrantChange body) {
        return set(caller, Thing.connection(connection), new Holder(true, name), body);
    }

    private Listing<GrantView> list(Caller caller, Thing thing) {
        return new Listing<>(desk.list(caller, thing).stream().map(GrantView::of).toList(), null);
    }

    private ResponseEntity<Void> set(Caller caller, Thing thing, Holder holder, GrantChange body) {
        desk.set(caller, thing, holder, body.required());
        return ResponseEntity.noContent().build();
    }
}
