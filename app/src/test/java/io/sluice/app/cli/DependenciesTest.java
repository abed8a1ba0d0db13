package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.app.cli.client.Tree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// V15.1.1: what is known of the components can be asked at any time.
class DependenciesTest {
    private static final String BOM =
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
              {"name": "sluice-db", "purl": "pkg:maven/io.sluice/sluice-db@0.1.0?type=jar"},
              {"name": "sound", "purl": "pkg:maven/org.example/sound@2.0?type=jar"},
              {"name": "leaky", "purl": "pkg:npm/%40example/leaky@1.0"}]}
            """;
    private static final String LEAKY = "pkg:npm/%40example/leaky@1.0";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer database;
    private Path bom;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        bom = Files.writeString(folder.resolve("bom.json"), BOM);
        database = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        database.createContext("/", this::answer);
        database.start();
    }

    @AfterEach
    void stop() {
        database.stop(0);
    }

    /// As OSV answers: results in the order of the questions, a page at a time.
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(body);
            var path = exchange.getRequestURI().getPath();
            var answer =
                    path.equals("/v1/querybatch")
                            ? results(Tree.parse(body))
                            : """
                            {"id": "%s", "aliases": ["CVE-2026-1"], "summary": "It leaks"}
                            """
                                    .formatted(path.substring(path.lastIndexOf('/') + 1));
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String results(Tree questions) {
        var results =
                questions.list("queries").stream()
                        .map(query ->
                                !query.text("package", "purl").equals(LEAKY)
                                        ? "{}"
                                        : query.text("page_token").isEmpty()
                                                ? "{\"vulns\": [{\"id\": \"GHSA-1\"}], \"next_page_token\": \"x\"}"
                                                : "{\"vulns\": [{\"id\": \"GHSA-2\"}]}")
                        .toList();
        return "{\"results\": [" + String.join(",", results) + "]}";
    }

    private Shell.Result check(String... more) {
        var arguments = new java.util.ArrayList<>(List.of("check-dependencies", "--bom"));
        arguments.addAll(List.of(bom.toString(), "--url"));
        arguments.add("http://127.0.0.1:" + database.getAddress().getPort());
        arguments.addAll(List.of(more));
        return new Shell().run(arguments.toArray(String[]::new));
    }

    @Test
    @DisplayName("What is known of a component is told, and the exit code says so")
    void tellsWhatIsKnown() {
        var result = check();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains(LEAKY, "GHSA-1, CVE-2026-1: It leaks", "GHSA-2")
                .contains("2 packages, 1 with known vulnerabilities")
                .doesNotContain("sound@");
        assertThat(Tree.parse(asked.getFirst()).list("queries"))
                .extracting(query -> query.text("package", "purl"))
                .containsExactly("pkg:maven/org.example/sound@2.0", LEAKY);
    }

    @Test
    void leavesOutWhatWasLookedAt() {
        var result = check("--accept", "CVE-2026-1");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("2 packages, no vulnerability known");
    }

    @Test
    void saysWhenNobodyAnswers() {
        database.stop(0);

        var result = check();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("needs a way out", "--url");
    }

    @Test
    void refusesWhatIsNoBillOfMaterials() throws IOException {
        Files.writeString(bom, "{\"name\": \"other\"}");

        var result = check();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Expected a bill of materials");
    }
}
