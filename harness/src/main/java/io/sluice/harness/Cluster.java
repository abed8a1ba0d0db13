package io.sluice.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// The servers of a trial over one database, and what is done to them.
final class Cluster implements AutoCloseable {
    /// Short, so that what a killed server held is taken up soon.
    private static final int LEASE_SECONDS = 6;

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "SLUICE_LEASE",
                    "PT" + LEASE_SECONDS + "S",
                    "SLUICE_CALL_LIMIT",
                    "PT4S",
                    "SLUICE_MASTER_KEY",
                    "aGFybmVzcy1oYXJuZXNzLWhhcm5lc3MtaGFybmVzcyE=");
    private static final long ROOM = 64 * 1024;

    private final List<Server> servers = new ArrayList<>();
    private final Optional<Postgres> postgres;
    private final AtomicInteger turn = new AtomicInteger();
    private final Random random;

    Cluster(Trial trial, Path home, Path folder, String sandboxUrl) throws IOException {
        random = new Random(trial.seed());
        postgres =
                trial.database().equals("postgresql")
                        ? Optional.of(new Postgres(folder.resolve("postgres")))
                        : Optional.empty();
        for (int i = 1; i <= trial.nodes(); i++) {
            var own = Files.createDirectories(folder.resolve("node-" + i));
            servers.add(Server.node(home, own, postgres, sandboxUrl, SETTINGS));
        }
    }

    String publish(JsonNode document) throws IOException {
        return servers.getFirst().publish(document);
    }

    /// One after the other, so that a caller who is not answered finds the next.
    Http api() throws IOException {
        return servers.get(Math.floorMod(turn.getAndIncrement(), servers.size())).apiNow();
    }

    /// Asks one server after the other until one answers.
    JsonNode get(String path) throws IOException, InterruptedException {
        for (int i = 0; ; i++) {
            try {
                return api().get(path);
            } catch (IOException | IllegalStateException e) {
                if (i > 120) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    /// Something goes wrong, once.
    void strike(Fault fault) throws IOException, InterruptedException {
        var server = servers.get(random.nextInt(servers.size()));
        switch (fault) {
            case KILL -> server.killAndStartAgain();
            case PAUSE -> {
                server.standStill();
                TimeUnit.SECONDS.sleep(LEASE_SECONDS + 3);
                server.goOn();
            }
            case DISCONNECT -> postgres.orElseThrow().disconnectAll();
            case RESTART -> postgres.orElseThrow().restart();
            case DISK -> {
                server.fillDisk(ROOM);
                TimeUnit.SECONDS.sleep(3);
                server.killAndStartAgain();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (var server : servers) {
            server.close();
        }
        if (postgres.isPresent()) {
            postgres.get().close();
        }
    }
}
