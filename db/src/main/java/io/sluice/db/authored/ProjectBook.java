package io.sluice.db.authored;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// The projects there are. Every change joins the caller's transaction.
public final class ProjectBook {
    private static final String ALL = "select id, name from project order by id";

    private static final String ONE = "select id, name from project where id = :id";

    /// Puts those in line who would each make a project.
    private static final String LOCK = "select id from project where id = 'default' for update";

    private static final String MAKE =
            "insert into project (id, name, audit_seq, audit_hash) values (:id, :name, 0, '')";

    private static final String RENAME = "update project set name = :name where id = :id";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    ProjectBook(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// By id.
    public List<Project> list() {
        return jdbc.sql(ALL).query(Project.class).list();
    }

    public Optional<Project> find(String id) {
        return jdbc.sql(ONE).param("id", id).query(Project.class).optional();
    }

    /// @throws NameTaken if there is one of this id
    public Project create(Project project) {
        return transactions.execute(_ -> {
            jdbc.sql(LOCK).query(String.class).single();
            if (find(project.id()).isPresent()) {
                throw new NameTaken("project", project.id());
            }
            jdbc.sql(MAKE).param("id", project.id()).param("name", project.name()).update();
            return project;
        });
    }

    /// @throws NotThere if there is none of this id
    public Project rename(Project project) {
        return transactions.execute(_ -> {
            int changed =
                    jdbc.sql(RENAME)
                            .param("id", project.id())
                            .param("name", project.name())
                            .update();
            if (changed == 0) {
                throw new NotThere("project", project.id());
            }
            return project;
        });
    }
}
