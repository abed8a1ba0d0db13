package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.TestServer;
import io.sluice.codec.value.JsonValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Two secrets that nobody else has are put into connections, one of them by reference, and used
/// against a system that gives them back in every form. Afterwards they are looked for.
class CanaryTest {
    private static final String SEALED = "cnry-9Zk4/Qw8+Tb2=Lm7~Vx3.Rj6_Hs5";
    private static final String REFERRED = "cnry-7Pf2.Ny9_Gd4~Wc8-Bt3/Kx6+Uz1=";

    @TempDir Path folder;

    private static Map<String, ?> workflow(String name, String connection) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%s",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual"},
                   {"id": "look", "kind": "task", "type": "http.get", "config": {"connection": "%s", "url": "/json"}},
                   {"id": "note", "kind": "task", "type": "flow.log", "config": {"message": "${nodes.look.output.headers['x-echo']}"}},
                   {"id": "text", "kind": "task", "type": "http.get", "config": {"connection": "%s", "url": "/text"}},
                   {"id": "move", "kind": "task", "type": "http.get", "config": {"connection": "%s", "url": "/move", "expectedStatuses": ["302"]}},
                   {"id": "fail", "kind": "task", "type": "http.get", "config": {"connection": "%s", "url": "/fail"}, "retry": {"maxAttempts": 1}},
                   {"id": "done", "kind": "end"}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "look"},
                   {"id": "e2", "from": "look", "to": "note"},
                   {"id": "e3", "from": "note", "to": "text"},
                   {"id": "e4", "from": "text", "to": "move"},
                   {"id": "e5", "from": "move", "to": "fail"},
                   {"id": "e6", "from": "fail", "to": "done"}]}
                """
                        .formatted(name, connection, connection, connection, connection));
    }

    @Test
    @DisplayName(
            "A canary secret is found in no answer, log, export, error or byte of the database")
    void leavesNoTrace() throws Exception {
        Files.writeString(folder.resolve("canary"), REFERRED);
        var log = new ByteArrayOutputStream();
        var out = System.out;
        var data = Files.createTempDirectory("sluice-canary");
        try (var echo = new Echo()) {
            System.setOut(new PrintStream(new Both(out, log), true, StandardCharsets.UTF_8));
            var texts = use(echo, data);
            assertThat(echo.shown()).as("both were used").contains(SEALED, REFERRED);

            assertThat(texts.getLast()).as("the rows").contains("INSERT INTO", echo.address());
            texts.add(log.toString(StandardCharsets.UTF_8));
            assertThat(texts.getLast()).contains("a line with •••");
            for (var text : texts) {
                nothingIn(text);
            }
            assertThat(String.join("", texts)).as("outputs are there").contains("•••");
            for (var file : files(data)) {
                nothingIn(Files.readString(file, StandardCharsets.ISO_8859_1));
                nothingIn(new String(Files.readAllBytes(file), StandardCharsets.UTF_16BE));
            }
        } finally {
            System.setOut(out);
            delete(data);
        }
    }

    private static void delete(Path data) throws IOException {
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> files(Path data) throws IOException {
        try (var files = Files.walk(data)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void nothingIn(String text) {
        for (var secret : List.of(SEALED, REFERRED)) {
            for (var form : Echo.forms(secret)) {
                int at = text.indexOf(form);
                assertThat(at < 0 ? "" : text.substring(Math.max(0, at - 80), at + 20))
                        .as("around %s", form)
                        .isEmpty();
            }
        }
    }

    private List<String> use(Echo echo, Path data) {
        var texts = new ArrayList<String>();
        try (var server =
                TestServer.start(
                        data,
                        "--sluice.allowed-private-hosts=" + echo.address(),
                        "--sluice.secrets.references=file:" + folder + "/*")) {
            server.keep();
            var admin = server.admin();
            connect(server, echo, "sealed", Map.of("secrets", Map.of("token", SEALED)));
            connect(
                    server,
                    echo,
                    "referred",
                    Map.of("references", Map.of("token", "file:" + folder.resolve("canary"))));
            for (var name : List.of("sealed", "referred")) {
                var id = server.published(workflow(name, name));
                var run =
                        admin.post("/api/v1/workflows/" + id + "/runs", Map.of()).json().text("id");
                TestServer.await(
                        () -> admin.get("/api/v1/runs/" + run).body().contains("\"failure\":{"));
                for (var path :
                        List.of(
                                "runs/" + run,
                                "runs/" + run + "/journal",
                                "runs/" + run + "/log")) {
                    texts.add(admin.get("/api/v1/" + path).body());
                }
                texts.add(admin.post("/api/v1/runs/" + run + "/cancel", Map.of()).body());
                texts.add(admin.get("/api/v1/workflows/" + id + "/bpmn").body());
                texts.add(admin.post("/api/v1/connections/" + name + "/test", Map.of()).body());
            }
            for (var path :
                    List.of(
                            "connections",
                            "audit",
                            "events",
                            "runs",
                            "settings",
                            "keys",
                            "hooks")) {
                texts.add(admin.get("/api/v1/" + path).body());
            }
            texts.add(admin.get("/actuator/prometheus").body());
            LoggerFactory.getLogger("canary")
                    .error("a line with {}", SEALED, new IllegalStateException(REFERRED));
            assertThat(admin.post("/api/v1/keys/rotate", Map.of()).status()).isEqualTo(200);
            // Pages of the file are compressed: the rows are told as text as well.
            texts.add(
                    String.join(
                            "\n",
                            server.bean(JdbcClient.class)
                                    .sql("script")
                                    .query(String.class)
                                    .list()));
            server.bean(JdbcClient.class).sql("checkpoint sync").update();
        }
        return texts;
    }

    private static void connect(
            TestServer server, Echo echo, String name, Map<String, Map<String, String>> secret) {
        var body = new java.util.LinkedHashMap<String, Object>(secret);
        body.put("name", name);
        body.put("type", "http");
        body.put(
                "settings",
                Map.of("baseUrl", "http://" + echo.address(), "authentication", "bearer"));
        var made = server.admin().post("/api/v1/connections", body);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    /// Writes to both.
    private static final class Both extends OutputStream {
        private final OutputStream one;
        private final OutputStream other;

        Both(OutputStream one, OutputStream other) {
            this.one = one;
            this.other = other;
        }

        @Override
        public void write(int b) throws IOException {
            one.write(b);
            other.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            one.write(bytes, from, length);
            other.write(bytes, from, length);
        }
    }
}
