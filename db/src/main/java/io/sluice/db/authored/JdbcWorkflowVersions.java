package io.sluice.db.authored;

import io.sluice.codec.document.DocumentReading;
import io.sluice.codec.document.WorkflowJson;
import io.sluice.db.Database;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.Unreadable;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.WorkflowRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The versions that runs run, read once each: they never change. The least used are forgotten when
/// there are many.
public final class JdbcWorkflowVersions implements WorkflowVersions {
    private static final String FIND =
            """
            select document from workflow_version
            where workflow_id = :workflow and version = :version
            """;

    private static final String PUBLISHED =
            """
            select published_version from workflow
            where id = :workflow and project = :project and published_version is not null
                and enabled and deleted_at is null
            """;

    private static final int MAX_CACHED = 500;

    private final JdbcClient jdbc;
    private final Map<WorkflowRef, Workflow> cache = new Cache();

    public JdbcWorkflowVersions(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
    }

    private static final class Cache extends LinkedHashMap<WorkflowRef, Workflow> {
        private static final long serialVersionUID = 1;

        Cache() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkflowRef, Workflow> eldest) {
            return size() > MAX_CACHED;
        }
    }

    @Override
    public Optional<Workflow> find(WorkflowRef ref) {
        synchronized (cache) {
            var known = cache.get(ref);
            if (known != null) {
                return Optional.of(known);
            }
        }
        var found = read(ref);
        synchronized (cache) {
            found.ifPresent(workflow -> cache.put(ref, workflow));
        }
        return found;
    }

    @Override
    public Optional<WorkflowRef> published(String project, String workflow) {
        return jdbc.sql(PUBLISHED)
                .param("workflow", workflow)
                .param("project", project)
                .query(Integer.class)
                .optional()
                .map(version -> new WorkflowRef(workflow, version));
    }

    private Optional<Workflow> read(WorkflowRef ref) {
        return jdbc.sql(FIND)
                .param("workflow", ref.id())
                .param("version", ref.version())
                .query(String.class)
                .optional()
                .map(document -> workflow(ref, document));
    }

    private static Workflow workflow(WorkflowRef ref, String document) {
        return switch (WorkflowJson.read(document)) {
            case DocumentReading.Read(Workflow workflow) -> workflow;
            case DocumentReading.Malformed malformed ->
                    throw new Unreadable(
                            "version %d of workflow '%s'".formatted(ref.version(), ref.id()),
                            malformed.problems().toString());
        };
    }
}
