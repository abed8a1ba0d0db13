package io.sluice.app.project;

import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Memberships.Membership;
import io.sluice.app.security.Role;
import io.sluice.db.authored.Account;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Workspaces and their members.
@RestController
@RequestMapping("/api/v1/projects")
class ProjectController {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final String ID_FORM =
            "a letter a to z, then up to 39 letters, digits or hyphens";

    private final ProjectDesk desk;

    ProjectController(ProjectDesk desk) {
        this.desk = desk;
    }

    /// @param roles the caller's in it
    record ProjectView(String id, String name, List<String> roles) {
        static ProjectView of(Membership membership) {
            return new ProjectView(
                    membership.project().id(),
                    membership.project().name(),
                    Role.keys(membership.roles()));
        }
    }

    record MemberView(String name, List<String> roles, boolean disabled) {
        static MemberView of(Account account) {
            return new MemberView(
                    account.name(), Role.keys(Role.stored(account.roles())), account.disabled());
        }
    }

    record NewProject(@Nullable String id, @Nullable String name) {}

    record ProjectChange(@Nullable String name) {}

    record MemberChange(@Nullable List<String> roles) {}

    @GetMapping
    Listing<ProjectView> list(Caller caller) {
        return new Listing<>(desk.list(caller).stream().map(ProjectView::of).toList(), null);
    }

    @PostMapping
    ResponseEntity<Void> create(Caller caller, @RequestBody NewProject body) {
        desk.create(
                caller,
                Input.matching(body.id(), "/id", ID, ID_FORM),
                Input.text(body.name(), "/name", 100));
        return ResponseEntity.status(201).build();
    }

    @PatchMapping("/{id}")
    ResponseEntity<Void> rename(
            Caller caller, @PathVariable String id, @RequestBody ProjectChange body) {
        desk.rename(caller, id, Input.text(body.name(), "/name", 100));
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{id}/members")
    Listing<MemberView> members(Caller caller, @PathVariable String id) {
        return new Listing<>(desk.members(caller, id).stream().map(MemberView::of).toList(), null);
    }

    @PutMapping("/{id}/members/{name}")
    ResponseEntity<Void> member(
            Caller caller,
            @PathVariable String id,
            @PathVariable String name,
            @RequestBody MemberChange body) {
        desk.setRoles(
                caller, id, name, Role.parse(Input.required(body.roles(), "/roles"), "/roles"));
        return ResponseEntity.noContent().build();
    }
}
