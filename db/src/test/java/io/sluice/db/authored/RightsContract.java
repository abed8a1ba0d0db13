package io.sluice.db.authored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.db.TestDatabase;
import io.sluice.db.dashboard.Attention;
import io.sluice.db.dashboard.RunFigures;
import io.sluice.db.dashboard.Window;
import io.sluice.db.intake.Inbox;
import io.sluice.db.query.Approvals;
import io.sluice.db.query.RunFilter;
import io.sluice.db.query.RunQueries;
import io.sluice.db.retention.History;
import io.sluice.engine.run.WorkflowRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Who may do what, on either database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RightsContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final TransactionOperations NONE = TransactionOperations.withoutTransaction();

    private TestDatabase database;
    private JdbcClient jdbc;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        jdbc = JdbcClient.create(database.database().dataSource());
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    private void person(String name) {
        database.execute(
                """
                insert into user_account (
                    name, password_hash, disabled, created_at, updated_at, row_version
                ) values ('%s', '', false, 0, 0, 0)
                """
                        .formatted(name));
    }

    @Test
    void givesRolesByGroups() {
        var groups = new Groups(jdbc, NONE);
        var grants = new ObjectGrants(jdbc, NONE);
        var sweep = new ObjectGrants.Subject("default", ObjectGrants.Kind.WORKFLOW, "sweep");
        person("ada");
        groups.create("on-call", "Who answers", "root", NOW);
        assertThatThrownBy(() -> groups.create("on-call", "", "root", NOW))
                .isInstanceOf(NameTaken.class);

        assertThat(groups.putIn("on-call", "ada", Groups.BY_HAND)).isTrue();
        assertThat(groups.putIn("on-call", "ada", Groups.BY_HAND)).isFalse();
        assertThat(groups.told("ada", "acme", Set.of("on-call", "of-nobody")))
                .containsExactly("on-call");
        groups.setRoles("on-call", "default", Set.of("viewer", "operator"));
        grants.set(sweep, new ObjectGrants.Holder(true, "on-call"), Set.of("editor"), "root", NOW);
        grants.set(sweep, new ObjectGrants.Holder(false, "ada"), Set.of("viewer"), "root", NOW);

        assertThat(groups.rolesOf("default", "ada")).containsOnly("viewer", "operator");
        assertThat(groups.list().getFirst().members().getFirst().sources())
                .containsExactly("", "acme");
        assertThat(grants.of("default", "ada"))
                .extracting(ObjectGrants.Grant::role)
                .containsExactlyInAnyOrder("editor", "viewer");
        assertThat(grants.on(sweep)).hasSize(2);

        assertThat(groups.told("ada", "acme", Set.of())).containsExactly("on-call");
        groups.delete("on-call");
        assertThat(groups.rolesOf("default", "ada")).isEmpty();
        assertThat(grants.of("default", "ada"))
                .extracting(ObjectGrants.Grant::role)
                .containsExactly("viewer");
        grants.forget(sweep);
        assertThat(grants.on(sweep)).isEmpty();
    }

    @Test
    void keepsWhatAVersionMayUse() {
        var rights = new ConnectionRights(jdbc, NONE);
        var open = new WorkflowRef("w1", 1);
        var narrow = new WorkflowRef("w1", 2);
        var draft = new WorkflowRef("w1", -3);
        rights.record("default", open, Set.of(ConnectionRights.UNRESTRICTED, "prod"));
        rights.record("default", narrow, Set.of());
        rights.record("default", draft, Set.of(ConnectionRights.UNRESTRICTED, "prod"));
        rights.record("default", draft, Set.of(ConnectionRights.UNRESTRICTED));

        assertThat(rights.restrict("default", "prod", true)).isTrue();
        assertThat(rights.restrict("default", "prod", true)).isFalse();

        assertThat(rights.use("default", open, "prod")).isEqualTo(ConnectionRights.Use.ALLOWED);
        assertThat(rights.use("default", open, "other")).isEqualTo(ConnectionRights.Use.ALLOWED);
        assertThat(rights.use("default", narrow, "other")).isEqualTo(ConnectionRights.Use.UNSEEN);
        assertThat(rights.use("default", draft, "prod")).isEqualTo(ConnectionRights.Use.DENIED);
        var before = new WorkflowRef("old", 1);
        assertThat(rights.use("default", before, "other")).isEqualTo(ConnectionRights.Use.ALLOWED);
        assertThat(rights.use("default", before, "prod")).isEqualTo(ConnectionRights.Use.DENIED);

        rights.forget("default", "prod");
        rights.restrict("default", "prod", true);
        assertThat(rights.use("default", open, "prod")).isEqualTo(ConnectionRights.Use.DENIED);
    }

    @Test
    void asksForWhatBelongsToSomeWorkflowsAlone() {
        var some = Optional.of(Set.of("w2"));
        var none = Optional.of(Set.<String>of());
        var all = database.database();

        for (var only : List.of(some, none)) {
            var window =
                    new Window("default", Optional.empty(), only, NOW, NOW.plusSeconds(60), HOUR);
            assertThat(
                            new RunQueries(all)
                                    .list(RunFilter.all("default"), only, Optional.empty(), 9)
                                    .items())
                    .isEmpty();
            assertThat(
                            new Approvals(all)
                                    .open(new Approvals.Which("default", only), Optional.empty(), 9)
                                    .items())
                    .isEmpty();
            assertThat(
                            new History(all)
                                    .list(
                                            new History.Which("default", only, Optional.empty()),
                                            Optional.empty(),
                                            9)
                                    .items())
                    .isEmpty();
            assertThat(
                            new Inbox(all)
                                    .list(
                                            "default",
                                            new Inbox.Filter(
                                                    Optional.of(Inbox.Outcome.IGNORED),
                                                    Optional.empty(),
                                                    only),
                                            Optional.empty(),
                                            9)
                                    .items())
                    .isEmpty();
            assertThat(new Attention(all).waiting(window, NOW).count()).isZero();
            assertThat(new RunFigures(all).durations(window)).isEmpty();
        }
    }
}
