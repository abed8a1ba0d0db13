package io.sluice.app.approval.told;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.codec.value.JsonValues;
import io.sluice.db.Database;
import io.sluice.db.Migrations;
import io.sluice.db.consent.ApprovalNotices;
import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.port.Connections;
import io.sluice.nodes.notify.MailServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What people are told of approvals goes out, whatever happens to whoever sends it.
class CourierTest implements InstantSource {
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private HttpServer chat;
    private JdbcConnectionPool pool;
    private ApprovalNotices notices;
    private Courier courier;

    @BeforeEach
    void open() throws IOException {
        chat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        chat.createContext(
                "/hook",
                exchange -> {
                    var body = exchange.getRequestBody().readAllBytes();
                    if (status == 200) {
                        taken.add(new String(body, StandardCharsets.UTF_8));
                    }
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        chat.start();
        pool = JdbcConnectionPool.create("jdbc:h2:mem:courier;DB_CLOSE_DELAY=-1", "sa", "");
        var database = Database.of(pool);
        Migrations.apply(database);
        notices = new ApprovalNotices(database);
        courier = courier();
        JdbcClient.create(pool)
                .sql(
                        """
                        insert into run (run_id, project, workflow_id, workflow_version, mode,
                            started_by_kind, started_by, started_at, status, version, epoch,
                            claims, incidents, waits, waits_before, open_nodes, waiting_for,
                            updated_at, state)
                        values ('r1', 'default', 'w', 1, 'LIVE', 'user', 'ada', 0, 'RUNNING', 1,
                            1, 1, 0, 0, 0, '', '', 0, '{}')
                        """)
                .update();
        JdbcClient.create(pool)
                .sql(
                        """
                        insert into approval (run_id, step, project, workflow_id, node, title,
                            description, approvers, requested_at, status, connection)
                        values ('r1', 3, 'default', 'w', 'ask', 'Patch *web-1* <now>?', '',
                            '["grace"]', 0, 'open', 'chat')
                        """)
                .update();
    }

    @AfterEach
    void close() {
        JdbcClient.create(pool).sql("drop all objects").update();
        pool.dispose();
        chat.stop(0);
    }

    private Courier courier() {
        var host = "localhost:" + chat.getAddress().getPort();
        return new Courier(
                notices,
                new OneChannel("http://" + host + "/hook"),
                new NodeEnvironment(this, Set.of(host)),
                () -> "https://sluice.example",
                new SimpleMeterRegistry(),
                this);
    }

    private record OneChannel(String url) implements Connections {
        @Override
        public Optional<Connection> find(String project, String name) {
            return name.equals("chat")
                    ? Optional.of(new Connection(name, "slack", Map.of(), Map.of("url", url)))
                    : Optional.empty();
        }
    }

    private record OneMailServer(Map<String, String> settings) implements Connections {
        @Override
        public Optional<Connection> find(String project, String name) {
            return Optional.of(new Connection(name, "smtp", settings, Map.of()));
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    private void say(String kind, int number) {
        JdbcClient.create(pool)
                .sql(
                        """
                        insert into approval_notice (run_id, step, kind, number, project,
                            connection, at, status, next_at, failures, failure)
                        values ('r1', 3, ?, ?, 'default', 'chat', 0, 'due', 0, 0, '')
                        """)
                .param(kind)
                .param(number)
                .update();
    }

    private void tell() {
        courier.tell(notices.due(now, 100));
    }

    private String state() {
        return JdbcClient.create(pool)
                .sql("select status from approval_notice")
                .query(String.class)
                .single();
    }

    @Test
    void tellsEachOnceWithTheWayToTheApproval() {
        say("asked", 1);
        say("reminder", 1);

        tell();
        now = now.plus(Duration.ofDays(1));
        tell();

        assertThat(taken).hasSize(2);
        var asked = JsonValues.readObject(taken.getFirst());
        assertThat(asked.get("text")).isEqualTo("Approval wanted: Patch *web-1* &lt;now&gt;?");
        assertThat(taken.getFirst())
                .contains("<https://sluice.example/approvals/r1/3?project=default|")
                .contains("May decide: grace")
                .contains("\"type\":\"plain_text\"");
        assertThat(taken.getLast()).contains("Reminder 1");
    }

    @Test
    void tellsByMailUnderOneIdHoweverOftenItIsSent() throws IOException {
        try (var mail = MailServer.plain()) {
            var settings =
                    Map.of(
                            "host", "localhost",
                            "port", Integer.toString(mail.port()),
                            "security", "none",
                            "from", "sluice@example.com",
                            "to", "soc@example.com");
            var host = "localhost:" + mail.port();
            var mailing =
                    new Courier(
                            notices,
                            new OneMailServer(settings),
                            new NodeEnvironment(this, Set.of(host)),
                            () -> "https://sluice.example",
                            new SimpleMeterRegistry(),
                            this);
            say("asked", 1);

            mailing.tell(notices.due(now, 100));
            JdbcClient.create(pool)
                    .sql("update approval_notice set status = 'due', next_at = 0")
                    .update();
            mailing.tell(notices.due(now, 100));

            assertThat(mail.mails())
                    .hasSize(2)
                    .allSatisfy(one ->
                            assertThat(one)
                                    .contains("Message-ID: <approval.r1.3.asked.1@example.com>")
                                    .contains("To: soc@example.com"));
            assertThat(state()).isEqualTo("sent");
        }
    }

    @Test
    void tellsAgainWhatWasNotTaken() {
        say("asked", 1);
        status = 500;
        tell();
        tell();
        assertThat(notices.due(now, 10)).isEmpty();

        status = 200;
        now = now.plus(Duration.ofSeconds(2));
        tell();

        assertThat(taken).hasSize(1);
        assertThat(state()).isEqualTo("sent");
    }

    @Test
    void anotherProcessTellsWhatOneThatDiedHadTaken() {
        say("asked", 1);
        var due = notices.due(now, 10);
        assertThat(notices.claim(due.getFirst(), now.plus(Courier.LEASE))).isPresent();

        courier().tell(due);
        assertThat(taken).isEmpty();
        now = now.plus(Courier.LEASE);
        courier().tell(notices.due(now, 10));

        assertThat(taken).hasSize(1);
        assertThat(state()).isEqualTo("sent");
    }

    @Test
    void tellsNobodyOfWhatNobodyNeedDecideAnyMore() {
        say("reminder", 1);
        JdbcClient.create(pool).sql("update approval set status = 'approved'").update();

        tell();

        assertThat(taken).isEmpty();
        assertThat(state()).isEqualTo("left");
    }

    @Test
    void doesNotTryForEver() {
        say("asked", 1);
        status = 404;

        for (int attempt = 0; attempt < 2 * Courier.MOST_FAILURES; attempt++) {
            tell();
            now = now.plus(Duration.ofMinutes(10));
        }

        assertThat(state()).isEqualTo("left");
        assertThat(
                        JdbcClient.create(pool)
                                .sql("select failure from approval_notice")
                                .query(String.class)
                                .single())
                .contains("HTTP 404")
                .doesNotContain("/hook");
    }
}
