package io.sluice.app.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.document.DocumentReading;
import io.sluice.codec.document.WorkflowJson;
import io.sluice.db.Database;
import io.sluice.db.Migrations;
import io.sluice.db.consent.ApprovalPlans;
import io.sluice.db.consent.ApprovalPlans.Vote;
import io.sluice.db.consent.Deputies;
import io.sluice.db.query.Approvals;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.WorkflowRef;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ApprovalViewsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicInteger statements = new AtomicInteger();
    private JdbcConnectionPool pool;
    private Approvals approvals;
    private ApprovalPlans plans;
    private ApprovalViews views;

    @BeforeEach
    void open() {
        pool = JdbcConnectionPool.create("jdbc:h2:mem:approvals;DB_CLOSE_DELAY=-1", "sa", "");
        Migrations.apply(Database.of(pool));
        var counted = Database.of(counted(pool));
        approvals = new Approvals(counted);
        plans = new ApprovalPlans(counted);
        views = new ApprovalViews(plans, new Deputies(counted), new OneVersion());
    }

    @AfterEach
    void close() {
        pool.dispose();
    }

    private record OneVersion(Workflow workflow) implements WorkflowVersions {
        OneVersion() {
            this(read());
        }

        private static Workflow read() {
            var document =
                    """
                    {"schema": 1, "name": "Asks", "nodes": [
                      {"id": "ask", "kind": "approval", "name": "Ask", "title": "Go on?", "votes": 2}
                    ], "edges": []}
                    """;
            return switch (WorkflowJson.read(document)) {
                case DocumentReading.Read(Workflow workflow) -> workflow;
                case DocumentReading.Malformed malformed ->
                        throw new IllegalArgumentException(malformed.problems().toString());
            };
        }

        @Override
        public Optional<Workflow> find(WorkflowRef ref) {
            return Optional.of(workflow);
        }

        @Override
        public Optional<WorkflowRef> published(String project, String workflowId) {
            return Optional.empty();
        }
    }

    /// A source that counts what is sent to its database.
    private DataSource counted(DataSource source) {
        return proxy(
                DataSource.class,
                source,
                (name, result) ->
                        result instanceof Connection connection
                                ? proxy(Connection.class, connection, this::count)
                                : result);
    }

    private Object count(String name, Object result) {
        if (name.equals("prepareStatement")) {
            statements.incrementAndGet();
        }
        return result;
    }

    @FunctionalInterface
    private interface Seen {
        Object result(String method, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, Seen seen) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            try {
                                return seen.result(
                                        method.getName(), method.invoke(target, arguments));
                            } catch (InvocationTargetException e) {
                                throw Objects.requireNonNull(e.getCause());
                            }
                        }));
    }

    private void ask(int number) {
        var jdbc = JdbcClient.create(pool);
        var run = "r%03d".formatted(number);
        jdbc.sql(
                        """
                        insert into run (run_id, project, workflow_id, workflow_version, mode,
                            started_by_kind, started_by, started_at, status, version, epoch,
                            claims, incidents, waits, waits_before, open_nodes, waiting_for,
                            updated_at, state)
                        values (?, 'default', 'w', 1, 'LIVE', 'user', 'ada', 0, 'RUNNING', 1, 1,
                            1, 0, 0, 0, '', '', 0, '{}')
                        """)
                .param(run)
                .update();
        jdbc.sql(
                        """
                        insert into approval (run_id, step, project, workflow_id, node, title,
                            description, approvers, requested_at, status)
                        values (?, 1, 'default', 'w', 'ask', 'Go on?', '', '[]', ?, 'open')
                        """)
                .param(run)
                .param(number)
                .update();
        plans.vote(
                new RunId(run),
                new StepId(1),
                new Vote("grace", "plan", "fine", NOW, Optional.empty()));
    }

    /// How much is asked of the database for a page of this many.
    private int sentFor(int items) {
        statements.set(0);
        var page = views.of(approvals.open("default", Optional.empty(), items).items());
        assertThat(page)
                .hasSize(items)
                .allSatisfy(view -> {
                    assertThat(view.needed()).isEqualTo(2);
                    assertThat(view.agreed()).containsExactly("grace");
                });
        return statements.get();
    }

    @Test
    void asksAsMuchOfTheDatabaseForManyAsForOne() {
        for (int number = 1; number <= 40; number++) {
            ask(number);
        }

        assertThat(sentFor(1)).isEqualTo(3);
        assertThat(sentFor(40)).isEqualTo(3);
    }
}
