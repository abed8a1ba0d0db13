package io.sluice.app.api;

import io.sluice.app.Application;
import io.sluice.app.cli.client.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.context.ConfigurableApplicationContext;

/// The real server in this process: a random port, H2 in a folder of its own.
public final class TestServer implements AutoCloseable {
    public static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Supplier<TestServer> SHARED = new Once();

    private static final Map<String, TestServer> RUNNING = new ConcurrentHashMap<>();

    private final Path data;
    private final ConfigurableApplicationContext context;
    private final String url;
    private boolean kept;

    private TestServer(Path data, ConfigurableApplicationContext context) {
        this.data = data;
        this.context = context;
        url =
                "http://127.0.0.1:"
                        + Objects.requireNonNull(
                                context.getEnvironment().getProperty("local.server.port"));
        RUNNING.put(url, this);
    }

    /// The one at this address, while it runs.
    static Optional<TestServer> at(String url) {
        return Optional.ofNullable(RUNNING.get(url));
    }

    /// One server for all tests that leave it as they found it; ends with the process.
    public static TestServer shared() {
        return SHARED.get();
    }

    private static final class Once implements Supplier<TestServer> {
        private volatile Optional<TestServer> server = Optional.empty();

        @Override
        public synchronized TestServer get() {
            if (server.isEmpty()) {
                var made = start();
                Runtime.getRuntime().addShutdownHook(new Thread(made::close));
                server = Optional.of(made);
            }
            return server.get();
        }
    }

    public static TestServer start(String... more) {
        try {
            return start(Files.createTempDirectory("sluice-test"), more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TestServer start(Path data, String... more) {
        var arguments = new ArrayList<>(List.of("--server.port=0", "--sluice.data=" + data));
        arguments.addAll(Arrays.asList(more));
        return new TestServer(data, Application.start(null, arguments.toArray(String[]::new)));
    }

    /// A process of a cluster, on a database that others may share.
    public static TestServer startOn(String databaseUrl, String user, String masterKey)
            throws IOException {
        var data = Files.createTempDirectory("sluice-test");
        return new TestServer(
                data,
                Application.start(
                        databaseUrl,
                        "--server.port=0",
                        "--sluice.data=" + data,
                        "--sluice.database.url=" + databaseUrl,
                        "--sluice.database.user=" + user,
                        "--sluice.master-key=" + masterKey));
    }

    public Path data() {
        return data;
    }

    public String url() {
        return url;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /// A client that nobody knows.
    public Client anonymous() {
        return new Client(url, Map.of());
    }

    /// A client with all roles: this machine's command line.
    public Client admin() {
        try {
            return withToken(Files.readString(data.resolve("cli-token")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Client withToken(String token) {
        return new Client(url, Map.of("Authorization", "Bearer " + token));
    }

    /// A new user with these roles.
    public String user(String... roles) {
        var name = unique("user");
        var made =
                admin().post(
                                "/api/v1/users",
                                Map.of(
                                        "name", name,
                                        "password", PASSWORD,
                                        "roles", List.of(roles)));
        if (made.status() != 201) {
            throw new IllegalStateException(made.toString());
        }
        return name;
    }

    /// A browser in which this user has signed in.
    public Client signedIn(String user) {
        var reply =
                anonymous().post("/api/v1/session", Map.of("userName", user, "password", PASSWORD));
        if (reply.status() != 200) {
            throw new IllegalStateException(reply.toString());
        }
        var cookie = reply.header("Set-Cookie").split(";", 2)[0];
        var csrf =
                new Client(url, Map.of("Cookie", cookie))
                        .get("/api/v1/session")
                        .json()
                        .text("csrfToken");
        return new Client(url, Map.of("Cookie", cookie, "X-CSRF-Token", csrf));
    }

    public static String unique(String what) {
        return what + "-" + NAMES.incrementAndGet();
    }

    /// A published workflow.
    ///
    /// @return its id
    public String published(Map<String, ?> document) {
        return published(admin(), document);
    }

    public String published(Client by, Map<String, ?> document) {
        var made = by.post("/api/v1/workflows", Map.of("document", document));
        if (made.status() != 201) {
            throw new IllegalStateException(made.toString());
        }
        var id = made.json().text("id");
        var done =
                by.with("If-Match", "\"1\"")
                        .post("/api/v1/workflows/" + id + "/publish", Map.of("comment", "test"));
        if (done.status() != 200) {
            throw new IllegalStateException(done.toString());
        }
        return id;
    }

    public String enabled(Map<String, ?> document) {
        var id = published(document);
        admin().post("/api/v1/workflows/" + id + "/enable", Map.of());
        return id;
    }

    /// Where deliveries to a workflow's own webhook go.
    public String hookPath(String workflow) {
        var url =
                admin().get("/api/v1/workflows/" + workflow + "/triggers")
                        .json()
                        .list()
                        .getFirst()
                        .text("url");
        return java.net.URI.create(url).getPath();
    }

    /// Waits until a run has this status.
    public Tree awaitRun(String run, String status) {
        await(() -> admin().get("/api/v1/runs/" + run).json().text("status").equals(status));
        return admin().get("/api/v1/runs/" + run).json();
    }

    public static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come about in 30 seconds");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    /// Leaves the data folder when this server ends: another will begin on it.
    public void keep() {
        kept = true;
    }

    @Override
    public void close() {
        RUNNING.remove(url);
        context.close();
        if (kept) {
            return;
        }
        try {
            Files.walkFileTree(
                    data,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes about)
                                throws IOException {
                            Files.delete(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path folder,
                                java.io.@org.jspecify.annotations.Nullable IOException e)
                                throws IOException {
                            Files.delete(folder);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
