package io.sluice.app.security;

import io.sluice.app.security.Parts.Part;
import io.sluice.db.authored.Project;
import io.sluice.db.authored.ProjectBook;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Who has which part in which project. A person's roles are held per project, by name or by a
/// group; an administrator is one of the installation, and so of every project. A token has a part
/// in its own project alone.
@Component
public class Memberships {
    private final Parts parts;
    private final ProjectBook projects;

    Memberships(Parts parts, ProjectBook projects) {
        this.parts = parts;
        this.projects = projects;
    }

    /// A project, and the caller's roles for all of it; none for who is let at single things.
    public record Membership(Project project, Set<Role> roles) {}

    private record Found(Project project, Part part) {}

    private Stream<Found> find(Caller caller) {
        return projects.list().stream()
                .map(project -> new Found(project, part(caller, project.id())))
                .filter(one -> !one.part().none());
    }

    /// The projects that the caller has a part in, by id.
    public List<Membership> of(Caller caller) {
        return find(caller).map(one -> new Membership(one.project(), one.part().roles())).toList();
    }

    /// The same caller in another project; empty if there is no such project, or the caller has no
    /// part in it.
    public Optional<Caller> in(Caller caller, String project) {
        if (caller.project().equals(project)) {
            return Optional.of(caller);
        }
        return projects.find(project)
                .map(found -> part(caller, found.id()))
                .filter(part -> !part.none())
                .map(part -> moved(caller, project, part));
    }

    /// Where somebody is who chooses no project: the default one, or else the first one with a part
    /// for them.
    public Caller home(Caller caller) {
        if (!caller.roles().isEmpty() || !caller.grants().none()) {
            return caller;
        }
        return find(caller)
                .findFirst()
                .map(one -> moved(caller, one.project().id(), one.part()))
                .orElse(caller);
    }

    private static Caller moved(Caller caller, String project, Part part) {
        return new Caller(
                caller.actor(),
                caller.person(),
                project,
                part.roles(),
                caller.remote(),
                part.grants());
    }

    private Part part(Caller caller, String project) {
        if (caller.project().equals(project)) {
            return new Part(caller.roles(), caller.grants());
        }
        if (caller.ofThisMachine()) {
            return new Part(EnumSet.allOf(Role.class), Grants.NONE);
        }
        return caller.actor().kind().equals("user") ? person(caller.person(), project) : Part.NONE;
    }

    private Part person(String name, String project) {
        var part = parts.find(project, name).orElse(Part.NONE);
        var roles = EnumSet.noneOf(Role.class);
        roles.addAll(part.roles());
        boolean administers =
                parts.find(Projects.DEFAULT, name)
                        .filter(one -> one.roles().contains(Role.ADMIN))
                        .isPresent();
        if (administers) {
            roles.add(Role.ADMIN);
        }
        return new Part(roles, part.grants());
    }
}
