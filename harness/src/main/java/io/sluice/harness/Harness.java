package io.sluice.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// Treats the servers badly while they work, and asks the outside what was done to it.
public final class Harness {
    private static final int CALLERS = 8;

    /// Without any progress.
    private static final long LONGEST_MINUTES = 30;

    /// Milliseconds by which a strike may be late.
    private static final int SPREAD = 150;

    private final Trial trial;
    private final Path folder;
    private final Http sandbox;
    private final Cluster cluster;
    private final Random random;
    private final AtomicInteger started = new AtomicInteger();

    /// How many more runs the callers may start.
    private final Semaphore released = new Semaphore(0);

    private final List<Integer> unfinishedAtStrikes = new ArrayList<>();

    private Harness(Trial trial, Path folder, Http sandbox, Cluster cluster) {
        this.trial = trial;
        this.folder = folder;
        this.sandbox = sandbox;
        this.cluster = cluster;
        random = new Random(trial.seed());
    }

    /// Runs a trial; answers what was wrong, nothing when all is well.
    public static List<String> run(Trial trial, Path home, Path folder) throws Exception {
        int port = Program.freePort();
        try (var _ =
                        Program.start(
                                home.resolve("sandbox/target/sluice-sandbox.jar"),
                                List.of(
                                        "--port",
                                        Integer.toString(port),
                                        "--data",
                                        folder.resolve("sandbox").toString()),
                                Map.of(),
                                folder.resolve("sandbox.log"),
                                port);
                var cluster = new Cluster(trial, home, folder, "http://localhost:" + port)) {
            var sandbox = new Http("http://localhost:" + port + "/sandbox");
            return new Harness(trial, folder, sandbox, cluster).run();
        }
    }

    private List<String> run() throws Exception {
        var workflow = publish();
        var machines = launch();
        say("%d machines launched; logs are in %s".formatted(machines.size(), folder));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var callers = new ArrayList<Future<?>>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int first = caller;
                callers.add(
                        threads.submit(() -> {
                            for (int i = first; i < machines.size(); i += CALLERS) {
                                released.acquire();
                                startRun(workflow, machines.get(i));
                            }
                            return null;
                        }));
            }
            strike(workflow);
            released.release(trial.runs());
            for (var caller : callers) {
                caller.get();
            }
        }
        awaitAll(workflow);
        return new Findings(trial, sandbox, cluster, workflow, unfinishedAtStrikes).check();
    }

    private String publish() throws IOException {
        try (var stream = Harness.class.getResourceAsStream("/effects.workflow.json")) {
            if (stream == null) {
                throw new IOException("The harness has lost its workflow");
            }
            return cluster.publish(Http.JSON.readTree(stream));
        }
    }

    private List<String> launch() throws IOException {
        var ids = new ArrayList<String>();
        for (int i = 0; i < trial.runs(); i++) {
            ids.add(sandbox.post("/vms", Map.of("name", "vm-" + i)).path("instanceId").asString());
        }
        return ids;
    }

    /// Asks until it is answered; the key makes sure that asking twice starts once.
    private void startRun(String workflow, String machine) throws InterruptedException {
        var body = Http.JSON.writeValueAsString(Map.of("input", Map.of("instanceId", machine)));
        while (true) {
            try {
                var answer =
                        cluster.api()
                                .send(
                                        "POST",
                                        "/api/v1/workflows/" + workflow + "/runs",
                                        body,
                                        Map.of("Idempotency-Key", "harness-" + machine));
                if (answer.statusCode() < 300) {
                    started.incrementAndGet();
                    return;
                }
                // A server that has just started again has a new token for us.
                boolean later = List.of(401, 429).contains(answer.statusCode());
                if (answer.statusCode() < 500 && !later) {
                    throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
                }
            } catch (IOException _) {
                // The server has just been killed, as it should be.
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /// Spreads the strikes over the work: before each its share of the runs is released, and it
    /// comes a random moment after the server has begun on half of them. So it falls into the work
    /// also when the strike before took long.
    private void strike(String workflow) throws Exception {
        int share = Math.max(1, trial.runs() / (trial.strikes() + 1));
        for (int i = 1; i <= trial.strikes(); i++) {
            released.release(share);
            awaitStarted(share * (i - 1) + (share + 1) / 2);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(SPREAD));
            int unfinished = share * i - count(workflow, "completed");
            unfinishedAtStrikes.add(unfinished);
            var fault = trial.strike(i);
            say("Strike %d, %s, with %d runs unfinished".formatted(i, fault, unfinished));
            cluster.strike(fault);
        }
    }

    private void awaitStarted(int runs) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
        while (started.get() < runs && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private int count(String workflow, String status) throws Exception {
        int count = 0;
        var cursor = "";
        do {
            var page = page(workflow, status, cursor);
            count += page.path("items").size();
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return count;
    }

    private JsonNode page(String workflow, String status, String cursor) throws Exception {
        return cluster.get(
                "/api/v1/runs?limit=500&workflow="
                        + workflow
                        + "&status="
                        + status
                        + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
    }

    private void awaitAll(String workflow) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
        int completed = count(workflow, "completed");
        int stuck = 0;
        while (completed + stuck < trial.runs() && System.nanoTime() < end) {
            say("%d of %d runs completed".formatted(completed, trial.runs()));
            // To count many is work for the server too.
            TimeUnit.SECONDS.sleep(3 + trial.runs() / 1_000);
            // Nobody comes to resolve an incident.
            stuck = count(workflow, "running&incident=true");
            int now = count(workflow, "completed");
            if (now > completed) {
                end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
            }
            completed = now;
        }
        say(
                "%d of %d runs completed, %d starts answered"
                        .formatted(completed, trial.runs(), started.get()));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
