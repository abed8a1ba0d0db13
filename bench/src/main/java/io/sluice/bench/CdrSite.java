package io.sluice.bench;

import io.sluice.harness.Http;
import io.sluice.harness.Program;
import io.sluice.harness.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The real server and the sandbox, each a process of its own, and how both are spoken to.
final class CdrSite implements AutoCloseable {
    private final Program outside;
    private final Server server;
    private final String sandboxUrl;
    private final Http sandbox;
    private final SecretKeySpec key;

    CdrSite(Path home, String database) throws IOException {
        var folder = Files.createTempDirectory("sluice-cdr");
        int port = Program.freePort();
        sandboxUrl = "http://localhost:" + port;
        outside =
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
        server = new Server(home, folder, database, sandboxUrl, Map.of());
        sandbox = new Http(sandboxUrl + "/sandbox");
        sandbox.post("/clock", Map.of("speed", 1));
        var secret = server.api().post("/api/v1/hooks/cdr/secret", Map.of()).path("secret");
        key = new SecretKeySpec(secret.asString().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    Http sandbox() {
        return sandbox;
    }

    Http api() {
        return server.api();
    }

    /// A cluster with as many workloads `w0` …, of one pod each, and a connection of its name.
    void cluster(String name, int workloads) throws IOException {
        var pods = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < workloads; i++) {
            pods.add(
                    Map.of(
                            "name",
                            pod(i),
                            "namespace",
                            "shop",
                            "labels",
                            Map.of("app", "w" + i),
                            "owner",
                            "Deployment/w" + i));
        }
        sandbox.post(
                "/kubernetes/clusters",
                Map.of(
                        "name",
                        name,
                        "tetragon",
                        "1.7.0",
                        "namespaces",
                        List.of("shop"),
                        "pods",
                        pods));
        server.api()
                .post(
                        "/api/v1/connections",
                        Map.of(
                                "name",
                                name,
                                "type",
                                "kubernetes",
                                "settings",
                                Map.of("mode", "token", "server", kubernetes(name)),
                                "secrets",
                                Map.of("token", "sandbox-token")));
    }

    static String pod(int workload) {
        return "w" + workload + "-0";
    }

    String kubernetes(String cluster) {
        return sandboxUrl + "/kubernetes/" + cluster;
    }

    /// Publishes and enables a workflow: a trigger, then policies are generated and applied.
    String enable(String trigger, String generate) throws IOException {
        var document =
                """
                {"schema": 1, "name": "Measured", "description": "", "variables": [],
                 "nodes": [
                   {"id": "begin", "kind": "start", "name": "Findings", %s},
                   {"id": "generate", "kind": "task", "name": "Generate", "type": "crs.generate",
                    "config": {"batch": "=trigger.batch", %s}},
                   {"id": "apply", "kind": "task", "name": "Apply", "type": "crs.apply",
                    "config": {"policies": "=nodes.generate.output.ids"}},
                   {"id": "done", "kind": "end", "name": "Done"}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "generate"},
                   {"id": "e2", "from": "generate", "to": "apply"},
                   {"id": "e3", "from": "apply", "to": "done"}]}
                """
                        .formatted(trigger, generate);
        var id = server.publish(Http.JSON.readTree(document));
        server.api().post("/api/v1/workflows/" + id + "/enable", Map.of());
        return id;
    }

    /// Sends a signed finding, and is answered when it is stored.
    void push(Map<String, Object> finding) throws IOException {
        var body = Http.JSON.writeValueAsString(finding);
        var answer =
                server.api()
                        .send(
                                "POST",
                                "/webhook/cdr",
                                body,
                                Map.of("X-Qualys-Signature", sign(body)));
        Http.expect(answer, 202, 202);
    }

    private String sign(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> finding(String id, String category, int workload, int address) {
        return Map.of(
                "uuid",
                id,
                "category",
                category,
                "threatCategory",
                category,
                "severity",
                5,
                "namespace",
                "shop",
                "pod",
                pod(workload),
                "process",
                "xmrig",
                "processPath",
                "/tmp/xmrig",
                "destinationIp",
                "198.51." + (100 + address / 250) + "." + (1 + address % 250),
                "destinationPort",
                3333);
    }

    /// How many policies the register has for a cluster.
    int registered(String cluster) throws IOException {
        int count = 0;
        var next = "";
        do {
            var page =
                    server.api()
                            .get(
                                    "/api/v1/policies?limit=100&cluster="
                                            + cluster
                                            + (next.isEmpty() ? "" : "&cursor=" + next));
            count += page.path("items").size();
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return count;
    }

    boolean completed(String workflow) throws IOException {
        var runs = server.api().get("/api/v1/runs?workflow=" + workflow).path("items");
        return !runs.isEmpty() && runs.get(0).path("status").asString().equals("completed");
    }

    /// The number of the sandbox's latest call.
    long lastCall(long since) throws IOException {
        long last = since;
        while (true) {
            var page = sandbox.get("/calls?limit=1000&since=" + last);
            if (page.isEmpty()) {
                return last;
            }
            last = page.get(page.size() - 1).path("seq").asLong();
        }
    }

    /// Whether the server has begun to ask for findings since that call.
    boolean askedForFindings(long since) throws IOException {
        for (var call : sandbox.get("/calls?limit=100&since=" + since)) {
            if (call.path("operation").asString("").contains("findings")) {
                return true;
            }
        }
        return false;
    }

    /// The server's live heap after a full collection, in bytes.
    long heap() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process =
                new ProcessBuilder(jcmd, Long.toString(server.pid()), "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.lines()
                .filter(line -> line.startsWith("Total"))
                .map(line -> line.strip().split("\\s+"))
                .map(words -> Long.parseLong(words[2]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(text));
    }

    static void await(Duration patience, Callable<Boolean> done) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!answered(done)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Not done within " + patience);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /// A look that was not answered is followed by another.
    private static boolean answered(Callable<Boolean> done) throws Exception {
        try {
            return done.call();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        outside.close();
    }
}
