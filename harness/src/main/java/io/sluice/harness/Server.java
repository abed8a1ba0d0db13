package io.sluice.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// The product's server over a database of its own, and how to ask it.
public final class Server implements AutoCloseable {
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final Optional<Postgres> postgres;
    private final boolean ownsDatabase;
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
        this(
                home,
                folder,
                database.equals("postgresql")
                        ? Optional.of(new Postgres(folder.resolve("postgres")))
                        : Optional.empty(),
                true,
                sandboxUrl,
                settings);
    }

    /// One of several over one database, which is not closed with it.
    static Server node(
            Path home,
            Path folder,
            Optional<Postgres> database,
            String sandboxUrl,
            Map<String, String> settings)
            throws IOException {
        return new Server(home, folder, database, false, sandboxUrl, settings);
    }

    private Server(
            Path home,
            Path folder,
            Optional<Postgres> postgres,
            boolean ownsDatabase,
            String sandboxUrl,
            Map<String, String> settings)
            throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        this.postgres = postgres;
        this.ownsDatabase = ownsDatabase;
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

    private Map<String, String> environment(
            int port, String sandboxUrl, Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put("SLUICE_PORT", Integer.toString(port));
        environment.put("SLUICE_DATA", data.toString());
        if (!sandboxUrl.isEmpty()) {
            environment.put("SLUICE_SANDBOX_URL", sandboxUrl);
        }
        postgres.ifPresent(database -> {
            environment.put("SLUICE_DB_URL", database.url());
            environment.put("SLUICE_DB_USER", "postgres");
            environment.put("SLUICE_DB_PASSWORD", "");
        });
        return environment;
    }

    /// A server listens a moment before it has left its token.
    private void signIn() throws IOException {
        var file = data.resolve("cli-token");
        long end = System.nanoTime() + LONGEST_NANOS;
        while (!Files.exists(file) && System.nanoTime() < end) {
            LockSupport.parkNanos(100_000_000);
        }
        var token = Files.readString(file).strip();
        api.headers(Map.of("Authorization", "Bearer " + token));
    }

    /// The API, signed in with the token as it is now: each start leaves a new one.
    Http apiNow() throws IOException {
        signIn();
        return api;
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

    void standStill() throws IOException {
        program.signal("STOP");
    }

    void goOn() throws IOException {
        program.signal("CONT");
    }

    /// The file of its embedded database can grow by so many bytes, no more.
    void fillDisk(long room) throws IOException {
        program.limitFiles(Files.size(data.resolve("sluice.mv.db")) + room);
    }

    @Override
    public void close() throws IOException {
        program.close();
        if (ownsDatabase && postgres.isPresent()) {
            postgres.get().close();
        }
    }
}
