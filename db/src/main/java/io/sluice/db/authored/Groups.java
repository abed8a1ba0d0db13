package io.sluice.db.authored;

import io.sluice.db.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Groups of people, of the whole installation, and the roles they have in projects. Every change
/// joins the caller's transaction.
public final class Groups {
    /// The source of who was put in by hand.
    public static final String BY_HAND = "";

    /// Puts those in line who would each make a group.
    private static final String LOCK = "select id from project where id = 'default' for update";

    private static final String ALL = "select name, description from people_group order by name";

    private static final String ONE =
            "select name, description from people_group where name = :name";

    private static final String MAKE =
            """
            insert into people_group (name, description, created_at, created_by)
            values (:name, :description, :at, :by)
            """;

    private static final String DESCRIBE =
            "update people_group set description = :description where name = :name";

    private static final String DELETE = "delete from people_group where name = :name";

    private static final String CLEAR_GRANTS =
            "delete from object_grant where holder_kind = 'group' and holder = :name";

    private static final String MEMBERS =
            """
            select m.group_name, m.user_name, m.source, a.disabled
            from group_member m join user_account a on a.name = m.user_name
            order by m.group_name, m.user_name, m.source
            """;

    private static final String PUT_IN =
            """
            insert into group_member (group_name, user_name, source)
            select :group, :user, :source
            where not exists (
                select 1 from group_member
                where group_name = :group and user_name = :user and source = :source
            )
            """;

    private static final String TAKE_OUT =
            """
            delete from group_member
            where group_name = :group and user_name = :user and source = :source
            """;

    private static final String TOLD =
            "select group_name from group_member where user_name = :user and source = :source";

    private static final String OF_PERSON =
            "select distinct group_name from group_member where user_name = :user";

    private static final String ROLES_OF_PERSON =
            """
            select distinct r.role from group_role r
            join group_member m on m.group_name = r.group_name
            where m.user_name = :user and r.project = :project
            """;

    private static final String ROLES_IN_PROJECT =
            "select group_name, role from group_role where project = :project order by group_name";

    private static final String CLEAR_ROLES =
            "delete from group_role where group_name = :group and project = :project";

    private static final String GRANT =
            "insert into group_role (group_name, project, role) values (:group, :project, :role)";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    Groups(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// @param sources who says so: [#BY_HAND], identity providers
    public record Member(String user, Set<String> sources, boolean disabled) {}

    public record Group(String name, String description, List<Member> members) {}

    private record Named(String name, String description) {}

    /// By name, with their members by name.
    public List<Group> list() {
        var members = new LinkedHashMap<String, Map<String, Member>>();
        jdbc.sql(MEMBERS)
                .query(row -> {
                    var user = row.getString(2);
                    var sources = new TreeSet<>(Set.of(row.getString(3)));
                    members.computeIfAbsent(row.getString(1), _ -> new TreeMap<>())
                            .merge(
                                    user,
                                    new Member(user, sources, row.getBoolean(4)),
                                    (one, other) -> {
                                        one.sources().addAll(other.sources());
                                        return one;
                                    });
                });
        return jdbc.sql(ALL).query(Named.class).list().stream()
                .map(group ->
                        new Group(
                                group.name(),
                                group.description(),
                                List.copyOf(members.getOrDefault(group.name(), Map.of()).values())))
                .toList();
    }

    public boolean exists(String name) {
        return jdbc.sql(ONE).param("name", name).query(Named.class).optional().isPresent();
    }

    /// @throws NameTaken if there is one of this name
    public void create(String name, String description, String by, Instant at) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql(LOCK).query(String.class).single();
            if (exists(name)) {
                throw new NameTaken("group", name);
            }
            jdbc.sql(MAKE)
                    .param("name", name)
                    .param("description", description)
                    .param("at", Micros.of(at))
                    .param("by", by)
                    .update();
        });
    }

    /// @throws NotThere if there is none of this name
    public void describe(String name, String description) {
        int changed =
                jdbc.sql(DESCRIBE).param("name", name).param("description", description).update();
        require(changed, name);
    }

    /// Its members lose what they had by it alone.
    ///
    /// @throws NotThere if there is none of this name
    public void delete(String name) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql(CLEAR_GRANTS).param("name", name).update();
            require(jdbc.sql(DELETE).param("name", name).update(), name);
        });
    }

    private static void require(int changed, String name) {
        if (changed == 0) {
            throw new NotThere("group", name);
        }
    }

    /// @param source [#BY_HAND], or an identity provider
    /// @return whether this was new
    public boolean putIn(String group, String user, String source) {
        return member(PUT_IN, group, user, source);
    }

    /// @return whether the user was in it by this source
    public boolean takeOut(String group, String user, String source) {
        return member(TAKE_OUT, group, user, source);
    }

    private boolean member(String statement, String group, String user, String source) {
        return jdbc.sql(statement)
                        .param("group", group)
                        .param("user", user)
                        .param("source", source)
                        .update()
                > 0;
    }

    /// An identity provider tells which groups somebody is in. Groups that do not exist are left
    /// out; those it does not tell any more are left.
    ///
    /// @return the groups that changed
    public Set<String> told(String user, String provider, Set<String> groups) {
        return transactions.execute(_ -> {
            var changed = new TreeSet<String>();
            for (var group : groups) {
                if (exists(group) && putIn(group, user, provider)) {
                    changed.add(group);
                }
            }
            var before =
                    jdbc.sql(TOLD)
                            .param("user", user)
                            .param("source", provider)
                            .query(String.class)
                            .list();
            for (var group : new ArrayList<>(before)) {
                if (!groups.contains(group) && takeOut(group, user, provider)) {
                    changed.add(group);
                }
            }
            return changed;
        });
    }

    /// The groups somebody is in.
    public Set<String> of(String user) {
        return Set.copyOf(jdbc.sql(OF_PERSON).param("user", user).query(String.class).list());
    }

    /// The roles that somebody has in a project by groups.
    public Set<String> rolesOf(String project, String user) {
        return Set.copyOf(
                jdbc.sql(ROLES_OF_PERSON)
                        .param("user", user)
                        .param("project", project)
                        .query(String.class)
                        .list());
    }

    /// The groups with a role in a project, by name.
    public Map<String, Set<String>> inProject(String project) {
        var found = new LinkedHashMap<String, Set<String>>();
        jdbc.sql(ROLES_IN_PROJECT)
                .param("project", project)
                .query(row -> {
                    found.computeIfAbsent(row.getString(1), _ -> new HashSet<>())
                            .add(row.getString(2));
                });
        return found;
    }

    /// Gives a group exactly these roles in a project.
    public void setRoles(String group, String project, Set<String> roles) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql(CLEAR_ROLES).param("group", group).param("project", project).update();
            for (var role : roles) {
                jdbc.sql(GRANT)
                        .param("group", group)
                        .param("project", project)
                        .param("role", role)
                        .update();
            }
        });
    }

    public Optional<Group> find(String name) {
        return list().stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
