package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.security.SetUpTokens;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Two processes over one PostgreSQL database: who may come in is one thing.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterPeopleTest {
    private static EmbeddedPostgres database;
    private static TestServer one;
    private static TestServer two;

    @BeforeAll
    static void start() throws Exception {
        database = EmbeddedPostgres.start();
        var key = Base64.getEncoder().encodeToString(new byte[32]);
        var url = database.getJdbcUrl("postgres", "postgres");
        one = TestServer.startOn(url, "postgres", key);
        two = TestServer.startOn(url, "postgres", key);
    }

    @AfterAll
    static void stop() throws Exception {
        one.close();
        two.close();
        database.close();
    }

    @Test
    @Order(1)
    void makesOneOwnerHoweverManyTryWithWhateverToken() throws Exception {
        var tokens =
                List.of(
                        Files.readString(one.data().resolve("setup-token")).strip(),
                        Files.readString(two.data().resolve("setup-token")).strip());
        var tries = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 12; i++) {
            var server = i % 2 == 0 ? one : two;
            var body =
                    Map.of(
                            "token",
                            tokens.get(i / 2 % 2),
                            "userName",
                            "owner" + i,
                            "password",
                            TestServer.PASSWORD);
            tries.add(() -> server.anonymous().post("/api/v1/session/setup", body).status());
        }
        try (var threads = Executors.newFixedThreadPool(tries.size())) {
            var answers =
                    threads.invokeAll(tries).stream().map(answer -> answer.resultNow()).toList();

            // Whether anybody is held back depends on how many failed before he asked.
            assertThat(answers).containsOnlyOnce(201).isSubsetOf(201, 403, 429);
        }
        assertThat(one.admin().get("/api/v1/users").json().list("items")).hasSize(1);
        assertThat(tokens).noneMatch(one.bean(SetUpTokens.class)::isLive);
    }

    @Test
    @Order(2)
    void endsASessionOnEveryNodeAndClosesItsStreams() throws Exception {
        var user = one.user("viewer");
        var here = one.signedIn(user);
        var there = new Client(two.url(), here.headers());
        assertThat(there.get("/api/v1/account").status()).isEqualTo(200);
        var closed = new AtomicBoolean();
        var lines = there.lines("/api/v1/runs/stream").iterator();
        assertThat(lines.next()).startsWith("retry");
        Thread.ofVirtual().start(() -> closed.set(drained(lines)));

        assertThat(here.delete("/api/v1/session").status()).isEqualTo(204);

        assertThat(there.get("/api/v1/account").status()).isEqualTo(401);
        TestServer.await(closed::get);
    }

    private static boolean drained(java.util.Iterator<String> lines) {
        lines.forEachRemaining(_ -> {});
        return true;
    }

    @Test
    @Order(3)
    void countsFailedSignInsOfAllNodesTogether() {
        var user = one.user("viewer");
        var guess = Map.of("userName", user, "password", "not the password");
        var codes =
                Stream.of(one, two, one, two, one, two)
                        .map(server -> server.anonymous().post("/api/v1/session", guess).code())
                        .toList();

        assertThat(codes.subList(0, 5)).isEqualTo(Collections.nCopies(5, "BAD_SIGN_IN"));
        assertThat(codes.getLast()).isEqualTo("TOO_MANY_ATTEMPTS");
    }
}
