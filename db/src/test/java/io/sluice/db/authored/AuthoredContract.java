package io.sluice.db.authored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.db.Database;
import io.sluice.db.DatabaseConfiguration;
import io.sluice.db.Page;
import io.sluice.db.TestDatabase;
import io.sluice.db.audit.AuditLog;
import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.WorkflowRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What people author, in a Spring application, on either database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AuthoredContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final String DOCUMENT = "{\"schema\":1,\"name\":\"Sweep\"}";

    private TestDatabase database;
    private ConfigurableApplicationContext context;
    private Workflows workflows;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(DatabaseConfiguration.class)
    static class Application {}

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        context =
                new SpringApplicationBuilder(Application.class)
                        .initializers(application ->
                                application
                                        .getBeanFactory()
                                        .registerSingleton(
                                                "dataSource", database.database().dataSource()))
                        .run("--spring.main.banner-mode=off", "--spring.jpa.open-in-view=false");
        workflows = context.getBean(Workflows.class);
    }

    @AfterAll
    void stop() {
        context.close();
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    private WorkflowDraft create(String id, String name) {
        return workflows.create(id, "default", name, "what it does", DOCUMENT, "alice", NOW);
    }

    @Test
    void usesTheGivenDataSource() {
        assertThat(context.getBean(Database.class).dataSource())
                .isSameAs(context.getBean(DataSource.class));
    }

    @Test
    void savesADraft() {
        var first = create("w1", "Sweep");
        var second =
                workflows.saveDraft(
                        "default", "w1", 1, "Sweeper", "more", "{}", "bob", NOW.plusSeconds(1));

        assertThat(first.revision()).isEqualTo(1);
        assertThat(second.revision()).isEqualTo(2);
        assertThat(workflows.find("default", "w1")).contains(second);
        assertThat(second.createdAt()).isEqualTo(NOW);
        assertThat(second.updatedBy()).isEqualTo("bob");
        assertThat(workflows.find("elsewhere", "w1")).isEmpty();
    }

    @Test
    void refusesADraftMadeOfAnOlderOne() {
        create("w1", "Sweep");
        workflows.saveDraft("default", "w1", 1, "Sweep", "", "{}", "bob", NOW);

        assertThatThrownBy(() -> workflows.saveDraft("default", "w1", 1, "X", "", "{}", "eve", NOW))
                .isInstanceOf(StaleRevision.class)
                .hasMessageContaining("Expected revision 1, found 2");
        assertThatThrownBy(() -> workflows.saveDraft("default", "no", 1, "X", "", "{}", "eve", NOW))
                .isInstanceOf(NotThere.class);
        assertThatThrownBy(() -> create("w1", "Again")).isInstanceOf(NameTaken.class);
    }

    @Test
    void publishesVersionsThatDoNotChange() {
        create("w1", "Sweep");
        var first = workflows.publish("default", "w1", 1, "first", "alice", NOW);
        workflows.saveDraft("default", "w1", 1, "Sweep", "", "{\"schema\":1}", "bob", NOW);
        var second = workflows.publish("default", "w1", 2, "second", "bob", NOW);

        assertThat(first.version()).isEqualTo(1);
        assertThat(second.version()).isEqualTo(2);
        assertThat(workflows.version("w1", 1)).contains(first);
        assertThat(first.document()).isEqualTo(DOCUMENT);
        assertThat(workflows.versions("w1")).containsExactly(second, first);
        assertThat(workflows.find("default", "w1").orElseThrow().publishedVersion()).contains(2);
    }

    @Test
    void keepsTheDraftARunBeganWith() {
        create("w1", "Sweep");

        var ref = workflows.keepDraft("default", "w1", "alice", NOW);
        workflows.keepDraft("default", "w1", "alice", NOW);

        assertThat(ref).isEqualTo(new WorkflowRef("w1", -1));
        assertThat(workflows.version("w1", -1)).map(PublishedVersion::document).contains(DOCUMENT);
        assertThat(workflows.versions("w1")).isEmpty();
    }

    @Test
    void listsWhatTriggersStart() {
        create("w1", "One");
        create("w2", "Two");
        workflows.publish("default", "w1", 1, "", "alice", NOW);
        workflows.publish("default", "w2", 1, "", "alice", NOW);
        workflows.enable("default", "w1", true, "alice", NOW);

        assertThat(workflows.active()).extracting(PublishedVersion::workflow).containsExactly("w1");

        workflows.delete("default", "w1", "alice", NOW);
        assertThat(workflows.active()).isEmpty();
        assertThat(workflows.find("default", "w1")).isEmpty();
        assertThat(workflows.version("w1", 1)).isPresent();
    }

    @Test
    void listsInPieces() {
        IntStream.range(0, 7).forEach(i -> create("w" + i, i % 2 == 0 ? "Even" : "Odd_" + i));

        var first = workflows.list("default", "", Optional.empty(), 4);
        var rest = workflows.list("default", "", first.next(), 4);

        assertThat(first.items())
                .extracting(WorkflowDraft::id)
                .containsExactly("w0", "w2", "w4", "w6");
        assertThat(rest.items()).extracting(WorkflowDraft::id).containsExactly("w1", "w3", "w5");
        assertThat(rest.next()).isEmpty();
        assertThat(workflows.list("default", "dd_3", Optional.empty(), 4).items()).hasSize(1);
        assertThat(workflows.list("default", some(first), "", Optional.empty(), 9).items())
                .hasSize(1);
        assertThat(
                        workflows
                                .list("default", Optional.of(Set.of()), "", Optional.empty(), 9)
                                .items())
                .isEmpty();
        assertThat(workflows.list("default", "_", Optional.empty(), 9).items()).hasSize(3);
    }

    @Test
    void storesSealedSecretsAsTheyAre() {
        var vault = context.getBean(ConnectionVault.class);
        var sealed = "sealed".getBytes(StandardCharsets.UTF_8);
        var connection =
                new StoredConnection(
                        "default",
                        "qualys",
                        "qualys",
                        Map.of("platform", "https://example.test"),
                        Map.of("password", sealed),
                        Map.of("token", "env:TOKEN"),
                        NOW,
                        "alice");
        vault.create(connection);

        var found = vault.find("default", "qualys").orElseThrow();

        assertThat(found.settings()).isEqualTo(connection.settings());
        assertThat(found.secrets().get("password")).isEqualTo(sealed);
        assertThat(found.references()).isEqualTo(connection.references());
        var resealed = Map.of("password", "anew".getBytes(StandardCharsets.UTF_8));
        assertThat(vault.reseal(found, resealed)).isTrue();
        assertThat(vault.reseal(found, resealed)).as("of what has changed").isFalse();
        assertThat(vault.list("default")).hasSize(1);
        assertThatThrownBy(() -> vault.create(connection)).isInstanceOf(NameTaken.class);
        vault.update(connection);
        assertThat(vault.delete("default", "qualys")).isTrue();
        assertThat(vault.delete("default", "qualys")).isFalse();
        assertThatThrownBy(() -> vault.update(connection)).isInstanceOf(NotThere.class);
    }

    private static Account account(String name, String... roles) {
        return new Account(name, "hash of " + name, false, Set.of(roles), NOW);
    }

    @Test
    void createsTheFirstAccountOnce() throws Exception {
        var accounts = context.getBean(Accounts.class);
        assertThat(accounts.any()).isFalse();
        List<Callable<Boolean>> tries =
                IntStream.range(0, 4)
                        .<Callable<Boolean>>mapToObj(i ->
                                () -> accounts.createFirst("default", account("user" + i, "admin")))
                        .toList();

        int created = 0;
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(tries)) {
                created += done.get() ? 1 : 0;
            }
        }

        assertThat(created).isEqualTo(1);
        assertThat(accounts.count()).isEqualTo(1);
    }

    @Test
    void changesAnAccount() {
        var accounts = context.getBean(Accounts.class);
        accounts.create("default", account("bob", "viewer", "operator"));

        var changed =
                accounts.update(
                        "default",
                        "bob",
                        Optional.of(Set.of("approver", "operator")),
                        Optional.of(true),
                        Optional.empty(),
                        NOW);

        assertThat(changed.roles()).containsExactlyInAnyOrder("approver", "operator");
        assertThat(changed.disabled()).isTrue();
        assertThat(accounts.find("default", "bob")).contains(changed);
        assertThat(accounts.list("default")).containsExactly(changed);
        assertThatThrownBy(() -> accounts.create("default", account("bob")))
                .isInstanceOf(NameTaken.class);
    }

    @Test
    void findsATokenByItsHash() {
        var tokens = context.getBean(ApiTokens.class);
        var token =
                new ApiToken(
                        "t1",
                        "default",
                        "ci",
                        "sha",
                        Set.of("operator"),
                        NOW,
                        "alice",
                        Optional.of(NOW.plusSeconds(60)),
                        Optional.empty());
        tokens.create(token);

        assertThat(tokens.findByHash("sha")).contains(token);
        assertThat(tokens.findByHash("other")).isEmpty();
        tokens.used("t1", NOW.plusSeconds(1));
        assertThat(tokens.list("default").getFirst().lastUsedAt()).contains(NOW.plusSeconds(1));
        assertThatThrownBy(() -> tokens.create(token)).isInstanceOf(NameTaken.class);
        assertThat(tokens.delete("default", "t1")).isTrue();
    }

    @Test
    void keepsSettings() {
        var settings = context.getBean(Settings.class);
        settings.put("default", "soloApproval", "false", "alice", NOW);
        settings.put("default", "soloApproval", "true", "alice", NOW);

        assertThat(settings.find("default", "soloApproval")).contains("true");
        assertThat(settings.all("default")).isEqualTo(Map.of("soloApproval", "true"));
    }

    @Test
    void auditsInTheTransactionOfTheChange() {
        var audit = context.getBean(AuditLog.class);
        var transaction =
                new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        var entry =
                new AuditEntry(
                        "default",
                        NOW,
                        new Actor("user", "alice"),
                        "workflow.create",
                        "w1",
                        Map.of());

        transaction.executeWithoutResult(status -> {
            create("w1", "Sweep");
            audit.append(entry);
            status.setRollbackOnly();
        });
        assertThat(audit.list("default", Optional.empty(), 10).items()).isEmpty();
        assertThat(workflows.find("default", "w1")).isEmpty();

        transaction.executeWithoutResult(_ -> {
            create("w1", "Sweep");
            audit.append(entry);
        });
        assertThat(audit.list("default", Optional.empty(), 10).items()).hasSize(1);
        assertThat(audit.verify("default").ok()).isTrue();
    }

    /// One of a page.
    private static Optional<Set<String>> some(Page<WorkflowDraft> page) {
        return Optional.of(Set.of(page.items().getLast().id()));
    }
}
