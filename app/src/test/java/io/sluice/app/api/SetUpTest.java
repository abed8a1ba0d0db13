package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.security.SetUpTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SetUpTest {
    private static Map<String, String> first(String token, String name) {
        return Map.of("token", token, "userName", name, "password", TestServer.PASSWORD);
    }

    @Test
    void makesTheFirstAccountOnceAndForgetsTheToken() throws Exception {
        try (var server = TestServer.start()) {
            var file = server.data().resolve("setup-token");
            var token = Files.readString(file).strip();
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
            assertThat(server.anonymous().get("/api/v1/session").json().flag("setUp")).isFalse();

            var wrong = server.anonymous().post("/api/v1/session/setup", first("guess", "eve"));
            var tries = tryAtOnce(server, token);

            assertThat(wrong.status()).isEqualTo(403);
            assertThat(wrong.code()).isEqualTo("BAD_SETUP_TOKEN");
            assertThat(tries).containsOnlyOnce(201);
            assertThat(file).doesNotExist();
            assertThat(server.admin().get("/api/v1/users").json().list()).hasSize(1);
            assertThat(server.anonymous().get("/api/v1/session").json().flag("setUp")).isTrue();
        }
    }

    private static java.util.List<Integer> tryAtOnce(TestServer server, String token)
            throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks =
                    java.util.stream.IntStream.range(0, 5)
                            .<Callable<Integer>>mapToObj(i ->
                                    () ->
                                            server.anonymous()
                                                    .post(
                                                            "/api/v1/session/setup",
                                                            first(token, "ada" + i))
                                                    .status())
                            .toList();
            return threads.invokeAll(tasks).stream().map(one -> one.resultNow()).toList();
        }
    }

    @Test
    void endsATokenAfterADayAndMakesAnother() throws IOException {
        try (var server = TestServer.start()) {
            var file = server.data().resolve("setup-token");
            var old = Files.readString(file).strip();
            var made = server.admin().post("/api/v1/session/setup/token", Map.of());
            var fresh = made.json().text("token");
            assertThat(made.status()).isEqualTo(201);
            assertThat(Files.readString(file).strip()).isEqualTo(fresh);
            assertThat(tried(server, old)).isEqualTo("BAD_SETUP_TOKEN");

            age(server, SetUpTokens.LIFE.toMillis());
            assertThat(tried(server, fresh)).isEqualTo("BAD_SETUP_TOKEN");
            age(server, -SetUpTokens.LIFE.toMillis());

            assertThat(tried(server, fresh)).isEmpty();
            assertThat(tried(server, fresh)).isEqualTo("BAD_SETUP_TOKEN");
            assertThat(server.admin().post("/api/v1/session/setup/token", Map.of()).code())
                    .isEqualTo("CONFLICT");
        }
    }

    private static String tried(TestServer server, String token) {
        return server.anonymous().post("/api/v1/session/setup", first(token, "ada")).code();
    }

    private static void age(TestServer server, long millis) {
        server.bean(JdbcClient.class)
                .sql("update setup_token set created_at = created_at - :millis")
                .param("millis", millis)
                .update();
    }

    @Test
    void keepsTokenKeysAndAccountsOverARestart() throws IOException {
        var data = Files.createTempDirectory("sluice-test");
        String token;
        try (var first = TestServer.start(data)) {
            token = Files.readString(data.resolve("setup-token")).strip();
            assertThat(first.anonymous().get("/actuator/health/readiness").status()).isEqualTo(200);
            first.keep();
        }
        try (var second = TestServer.start(data)) {
            assertThat(Files.readString(data.resolve("setup-token")).strip()).isEqualTo(token);
            assertThat(
                            second.anonymous()
                                    .post("/api/v1/session/setup", first(token, "ada"))
                                    .status())
                    .isEqualTo(201);
        }
    }
}
