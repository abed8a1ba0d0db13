package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.client.Tree;
import io.sluice.db.authored.Accounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class AccountTest {
    private static final String NEXT = "a quite different phrase";

    private final TestServer server = TestServer.shared();

    private List<Tree> sessions(Client browser) {
        return browser.get("/api/v1/account/sessions").json().list("items");
    }

    private Client.Reply change(Client browser, String present, String next) {
        return browser.post("/api/v1/account/password", Map.of("present", present, "next", next));
    }

    @Test
    void listsTheOwnSessionsAndEndsThem() {
        var user = server.user("viewer");
        var first = server.signedIn(user);
        var second = server.signedIn(user);

        assertThat(sessions(first)).hasSize(2);
        var other = sessions(first).stream().filter(one -> !one.flag("current")).findFirst().get();
        assertThat(other.text("way")).isEqualTo("password");
        assertThat(first.delete("/api/v1/account/sessions/" + other.text("id")).status())
                .isEqualTo(204);

        assertThat(second.get("/api/v1/account").status()).isEqualTo(401);
        assertThat(first.get("/api/v1/account").json().flag("password")).isTrue();
    }

    @Test
    void endsAllOthers() {
        var user = server.user("viewer");
        var here = server.signedIn(user);
        var there = server.signedIn(user);
        server.signedIn(user);

        var reply = here.delete("/api/v1/account/sessions");

        assertThat(reply.json().number("sessions")).isEqualTo(2);
        assertThat(there.get("/api/v1/account").status()).isEqualTo(401);
        assertThat(sessions(here)).hasSize(1);
    }

    @Test
    void changesThePasswordWithThePresentOneAndEndsEverySession() {
        var user = server.user("viewer");
        var here = server.signedIn(user);
        var there = server.signedIn(user);

        assertThat(change(here, "not the present one", NEXT).code()).isEqualTo("BAD_PASSWORD");
        assertThat(change(here, TestServer.PASSWORD, "short").code()).isEqualTo("BAD_INPUT");
        assertThat(there.get("/api/v1/account").status()).isEqualTo(200);
        var changed = change(here, TestServer.PASSWORD, NEXT);

        assertThat(changed.status()).isEqualTo(204);
        assertThat(there.get("/api/v1/account").status()).isEqualTo(401);
        assertThat(here.get("/api/v1/account").status()).isEqualTo(401);
        var cookie = changed.header("Set-Cookie").split(";", 2)[0];
        var fresh = new Client(server.url(), Map.of("Cookie", cookie));
        assertThat(fresh.get("/api/v1/account").json().text("name")).isEqualTo(user);
    }

    @Test
    void closesOpenStreamsOfAnEndedSession() throws Exception {
        var user = server.user("viewer");
        var listener = server.signedIn(user);
        var closed = new AtomicBoolean();
        var lines = listener.lines("/api/v1/runs/stream").iterator();
        assertThat(lines.next()).startsWith("retry");
        Thread.ofVirtual()
                .start(() -> {
                    while (lines.hasNext()) {
                        lines.next();
                    }
                    closed.set(true);
                });

        server.admin().patch("/api/v1/users/" + user, Map.of("disabled", true));

        TestServer.await(closed::get);
        assertThat(listener.get("/api/v1/runs/stream").status()).isEqualTo(401);
    }

    @Test
    void letsAnAdministratorEndSomebodysSessions() {
        var user = server.user("viewer");
        var browser = server.signedIn(user);

        var ended = server.admin().delete("/api/v1/users/" + user + "/sessions");

        assertThat(ended.json().number("sessions")).isEqualTo(1);
        assertThat(browser.get("/api/v1/account").status()).isEqualTo(401);
        assertThat(server.admin().delete("/api/v1/users/nobody/sessions").status()).isEqualTo(404);
    }

    @Test
    void strengthensAnOldHashAtTheNextSignIn() {
        var user = server.user("viewer");
        var accounts = server.bean(Accounts.class);
        var old = new BCryptPasswordEncoder(4).encode(TestServer.PASSWORD);
        accounts.update(
                "default",
                user,
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(old),
                java.time.Instant.EPOCH);

        server.signedIn(user);

        assertThat(accounts.find("default", user).orElseThrow().passwordHash())
                .startsWith("$argon2id$");
        server.signedIn(user);
    }

    @Test
    void writesDownWhatHappensToSessions() {
        var user = server.user("viewer");
        var browser = server.signedIn(user);
        server.signedIn(user);
        browser.delete("/api/v1/account/sessions");
        change(browser, "not the present one", NEXT);
        change(browser, TestServer.PASSWORD, NEXT);

        var written =
                server.bean(JdbcClient.class)
                        .sql("select action from audit where subject = :user order by seq")
                        .param("user", user)
                        .query(String.class)
                        .list();

        assertThat(written)
                .containsExactly(
                        "user.create",
                        "session.begin",
                        "session.begin",
                        "session.revoke",
                        "password.refused",
                        "password.change");
    }
}
