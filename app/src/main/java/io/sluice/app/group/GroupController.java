package io.sluice.app.group;

import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Role;
import io.sluice.db.authored.Groups.Group;
import io.sluice.db.authored.Groups.Member;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Groups of people, and their roles in projects.
@RestController
class GroupController {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final String NAME_FORM =
            "a letter a to z, then up to 39 letters, digits or hyphens";
    private static final int LONGEST_DESCRIPTION = 400;

    private final GroupDesk desk;

    GroupController(GroupDesk desk) {
        this.desk = desk;
    }

    /// @param byHand whether an administrator has put this person in
    /// @param providers the identity providers that tell it
    record MemberView(String name, boolean byHand, List<String> providers, boolean disabled) {
        static MemberView of(Member member) {
            return new MemberView(
                    member.user(),
                    member.sources().contains(""),
                    member.sources().stream().filter(one -> !one.isEmpty()).sorted().toList(),
                    member.disabled());
        }
    }

    record GroupView(String name, String description, List<MemberView> members) {
        static GroupView of(Group group) {
            return new GroupView(
                    group.name(),
                    group.description(),
                    group.members().stream().map(MemberView::of).toList());
        }
    }

    record PartView(String name, List<String> roles) {
        static PartView of(Map.Entry<String, Set<String>> part) {
            return new PartView(part.getKey(), Role.keys(Role.stored(part.getValue())));
        }
    }

    record NewGroup(@Nullable String name, @Nullable String description) {}

    record GroupChange(@Nullable String description) {}

    record PartChange(@Nullable List<String> roles) {}

    @GetMapping("/api/v1/groups")
    Listing<GroupView> list(Caller caller) {
        return new Listing<>(desk.list(caller).stream().map(GroupView::of).toList(), null);
    }

    @PostMapping("/api/v1/groups")
    ResponseEntity<Void> create(Caller caller, @RequestBody NewGroup body) {
        desk.create(
                caller,
                Input.matching(body.name(), "/name", NAME, NAME_FORM),
                description(body.description()));
        return ResponseEntity.status(201).build();
    }

    @PatchMapping("/api/v1/groups/{name}")
    ResponseEntity<Void> describe(
            Caller caller, @PathVariable String name, @RequestBody GroupChange body) {
        desk.describe(caller, name, description(body.description()));
        return ResponseEntity.noContent().build();
    }

    private static String description(@Nullable String text) {
        return text == null || text.isBlank()
                ? ""
                : Input.text(text, "/description", LONGEST_DESCRIPTION);
    }

    @DeleteMapping("/api/v1/groups/{name}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String name) {
        desk.delete(caller, name);
        return ResponseEntity.noContent().build();
    }

    @PutMapping("/api/v1/groups/{name}/members/{user}")
    ResponseEntity<Void> putIn(
            Caller caller, @PathVariable String name, @PathVariable String user) {
        desk.putIn(caller, name, user);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/api/v1/groups/{name}/members/{user}")
    ResponseEntity<Void> takeOut(
            Caller caller, @PathVariable String name, @PathVariable String user) {
        desk.takeOut(caller, name, user);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/api/v1/projects/{id}/groups")
    Listing<PartView> parts(Caller caller, @PathVariable String id) {
        return new Listing<>(
                desk.parts(caller, id).entrySet().stream().map(PartView::of).toList(), null);
    }

    @PutMapping("/api/v1/projects/{id}/groups/{name}")
    ResponseEntity<Void> part(
            Caller caller,
            @PathVariable String id,
            @PathVariable String name,
            @RequestBody PartChange body) {
        desk.setRoles(
                caller, id, name, Role.parse(Input.required(body.roles(), "/roles"), "/roles"));
        return ResponseEntity.noContent().build();
    }
}
