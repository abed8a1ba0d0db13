package io.sluice.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The product's server over a database of its own, and how to ask it.
public final class Server implements AutoCloseable {
    private final @Nullable EmbeddedPostgres postgres;
    private final Path data;
    private final Program program;
    private final Http api;
    private final String address;

    /// @param home the project's folder, with the built programs
    /// @param folder for its data and log
    /// @param database `h2` or `postgresql`
    /// @param sandboxUrl empty for none
    public Server(Path home, Path folder, String database, String sandboxUrl) throws IOException {
        // Short, so that what a killed server held is taken up soon.
        this(
                home,
                folder,
                database,
                sandboxUrl,
                Map.of("SLUICE_LEASE", "PT6S", "SLUICE_CALL_LIMIT", "PT4S"));
    }

    /// @param settings further variables of its environment
    public Server(
            Path home,
            Path folder,
            String database,
            String sandboxUrl,
            Map<String, String> settings)
            throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        postgres = database.equals("postgresql") ? durable() : null;
        int port = Program.freePort();
        program =
                Program.start(
                        home.resolve("app/target/sluice-app.jar"),
                        List.of(),
                        environment(port, sandboxUrl, settings),
                        folder.resolve("app.log"),
                        port);
        address = "http://127.0.0.1:" + port;
        api = new Http(address);
        signIn();
    }

    private static EmbeddedPostgres durable() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .start();
    }

    private Map<String, String> environment(
            int port, String sandboxUrl, Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put("SLUICE_PORT", Integer.toString(port));
        environment.put("SLUICE_DATA", data.toString());
        if (!sandboxUrl.isEmpty()) {
            environment.put("SLUICE_SANDBOX_URL", sandboxUrl);
        }
        if (postgres != null) {
            environment.put("SLUICE_DB_URL", postgres.getJdbcUrl("postgres", "postgres"));
            environment.put("SLUICE_DB_USER", "postgres");
            environment.put("SLUICE_DB_PASSWORD", "");
        }
        return environment;
    }

    private void signIn() throws IOException {
        var token = Files.readString(data.resolve("cli-token")).strip();
        api.headers(Map.of("Authorization", "Bearer " + token));
    }

    public String address() {
        return address;
    }

    /// The API, signed in.
    public Http api() {
        return api;
    }

    /// Stores a workflow and publishes it; answers its id.
    public String publish(JsonNode document) throws IOException {
        var id = api.post("/api/v1/workflows", Map.of("document", document)).path("id").asString();
        var stored = api.send("GET", "/api/v1/workflows/" + id, "", Map.of());
        Http.expect(
                api.send(
                        "POST",
                        "/api/v1/workflows/" + id + "/publish",
                        "{\"comment\":\"by a program\"}",
                        Map.of("If-Match", stored.headers().firstValue("ETag").orElse("*"))),
                200,
                299);
        return id;
    }

    /// The operating system's id of its process.
    public long pid() {
        return program.pid();
    }

    void killAndStartAgain() throws IOException {
        program.kill();
        program.startAgain();
        signIn();
    }

    @Override
    public void close() throws IOException {
        program.close();
        if (postgres != null) {
            postgres.close();
        }
    }
}
