package io.sluice.app.user;

import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Role;
import io.sluice.db.authored.Account;
import io.sluice.db.authored.PersonRights.Right;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// People.
@RestController
class UserController {
    private final Users users;
    private final RightsOfPeople rights;

    UserController(Users users, RightsOfPeople rights) {
        this.users = users;
        this.rights = rights;
    }

    record UserView(String name, List<String> roles, boolean disabled, Instant createdAt) {
        static UserView of(Account account) {
            return new UserView(
                    account.name(),
                    Role.keys(Role.stored(account.roles())),
                    account.disabled(),
                    account.createdAt());
        }
    }

    record NewUser(
            @Nullable String name, @Nullable List<String> roles, @Nullable String password) {}

    record UserChange(
            @Nullable List<String> roles, @Nullable Boolean disabled, @Nullable String password) {}

    @GetMapping("/api/v1/users")
    Listing<UserView> list(Caller caller) {
        return new Listing<>(users.list(caller).stream().map(UserView::of).toList(), null);
    }

    @PostMapping("/api/v1/users")
    ResponseEntity<Void> create(Caller caller, @RequestBody NewUser body) {
        users.create(
                caller,
                Input.text(body.name(), "/name", 64),
                Input.required(body.password(), "/password"),
                Role.parse(Input.required(body.roles(), "/roles"), "/roles"));
        return ResponseEntity.status(201).build();
    }

    @PatchMapping("/api/v1/users/{name}")
    ResponseEntity<Void> change(
            Caller caller, @PathVariable String name, @RequestBody UserChange body) {
        users.change(
                caller,
                name,
                Optional.ofNullable(body.roles()).map(roles -> Role.parse(roles, "/roles")),
                Optional.ofNullable(body.disabled()),
                Optional.ofNullable(body.password()));
        return ResponseEntity.noContent().build();
    }

    record Ended(int sessions) {}

    @DeleteMapping("/api/v1/users/{name}/sessions")
    Ended endSessions(Caller caller, @PathVariable String name) {
        return new Ended(users.endSessions(caller, name));
    }

    /// @param source empty for who was put in by hand, else an identity provider
    record MembershipView(String group, String source) {}

    /// @param what `project`, `workflow` or `connection`
    /// @param id of the workflow, the connection's name; empty for a project
    /// @param group by which group; empty for the person
    record RightView(
            String project,
            String what,
            String id,
            String title,
            String role,
            String group,
            @Nullable Instant grantedAt,
            String grantedBy) {
        static RightView of(Right right) {
            return new RightView(
                    right.project(),
                    right.what(),
                    right.object(),
                    right.title(),
                    right.role(),
                    right.group(),
                    right.at().orElse(null),
                    right.by());
        }
    }

    record RightsView(boolean disabled, List<MembershipView> groups, List<RightView> rights) {}

    @GetMapping("/api/v1/users/{name}/rights")
    RightsView rights(Caller caller, @PathVariable String name) {
        var found = rights.of(caller, name);
        return new RightsView(
                found.disabled(),
                found.groups().stream()
                        .map(one -> new MembershipView(one.group(), one.source()))
                        .toList(),
                found.rights().stream().map(RightView::of).toList());
    }
}
