package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.sandbox.http.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DurabilityTest {
    @TempDir Path folder;

    @Test
    void goesOnWhereItStoppedAfterARestart() throws IOException {
        String id;
        try (RunningSandbox before = RunningSandbox.in(folder)) {
            id = before.post("/vms", "{\"truRisk\":700}").get("instanceId").asString();
            before.addTag(8001, before.tag("external"));
            before.fo(
                    "POST",
                    "scan/cloud/perimeter/job/",
                    "action=create&module=vm&active=1&scan_title=t&option_title=Initial+Options&cloud_provider=aws"
                            + "&cloud_service=ec2&connector_name=prod&tag_set_by=name&tag_set_include=external&schedule=now");
            before.advance("PT4M");
            before.post("/faults", "{\"kind\":\"status\",\"times\":5}");
        }

        try (RunningSandbox after = RunningSandbox.in(folder)) {
            assertThat(after.get("/world").at("/scans/0/state").asString()).isEqualTo("RUNNING");
            after.advance("PT10M");
            JsonNode world = after.get("/world");
            assertThat(world.at("/vms/0/instanceId").asString()).isEqualTo(id);
            assertThat(world.at("/assets/0/truRisk").asInt()).isEqualTo(700);
            assertThat(after.get("/faults")).hasSize(1);
            assertThat(after.get("/effects")).hasSize(3);
            String second = after.post("/vms", "{}").get("instanceId").asString();
            assertThat(second).isNotEqualTo(id);
        }
    }

    @Test
    void refusesAFolderThatIsInUse() {
        try (RunningSandbox first = RunningSandbox.in(folder)) {
            assertThat(first.url()).isNotBlank();
            assertThatThrownBy(() -> RunningSandbox.in(folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("--data");
        }
    }

    @Test
    void givesNewIdsAfterAReset() {
        try (RunningSandbox sandbox = RunningSandbox.in(folder)) {
            String before = sandbox.post("/vms", "{}").get("instanceId").asString();

            sandbox.post("/reset", "");

            assertThat(sandbox.get("/world").get("vms")).isEmpty();
            assertThat(sandbox.get("/world").get("securityGroups")).hasSize(1);
            assertThat(sandbox.get("/calls")).isEmpty();
            assertThat(sandbox.post("/vms", "{}").get("instanceId").asString())
                    .isNotEqualTo(before);
        }
    }

    /// Three times: many callers write, the process is killed in the middle, and every write that
    /// was answered is there after the next start, with its entry in the ledger.
    @Test
    void losesNothingThatWasAnsweredWhenItIsKilled() throws Exception {
        Set<String> answered = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < 3; round++) {
            Process process = spawn();
            String url = readyLine(process);
            hammer(url, "round" + round, answered, process);
        }

        assertThat(answered).hasSizeGreaterThan(150);
        try (RunningSandbox after = RunningSandbox.in(folder)) {
            Set<String> stored = texts(after.get("/world").get("incidents"), "correlation_id");
            assertThat(stored).containsAll(answered);
            JsonNode effects = after.get("/effects");
            assertThat(texts(effects, "key")).isEqualTo(stored);
            assertThat(StreamSupport.stream(effects.spliterator(), false))
                    .allMatch(effect -> effect.get("applied").asInt() == 1);
        }
    }

    private static Set<String> texts(JsonNode rows, String field) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.get(field).asString())
                .collect(Collectors.toSet());
    }

    private Process spawn() throws IOException {
        return new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.sluice.sandbox.SandboxMain",
                                "--port",
                                "0",
                                "--data",
                                folder.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String readyLine(Process process) throws IOException {
        BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        assertThat(line).startsWith("Sandbox ready on http://localhost:");
        return line.substring("Sandbox ready on ".length());
    }

    /// Writes from eight threads; once 60 writes of this round have been answered, the process
    /// dies.
    private static void hammer(String url, String round, Set<String> answered, Process process)
            throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(60);
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 8; caller++) {
                String prefix = round + "-" + caller + "-";
                callers.execute(() -> write(client, url, prefix, answered, enough));
            }
            enough.await();
            process.destroyForcibly().waitFor();
        }
    }

    private static void write(
            HttpClient client,
            String url,
            String prefix,
            Set<String> answered,
            CountDownLatch enough) {
        try {
            for (int i = 0; i < 10_000; i++) {
                HttpRequest request =
                        HttpRequest.newBuilder(
                                        URI.create(url + "/servicenow/api/now/table/incident"))
                                .header("Authorization", RunningSandbox.BASIC)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                Json.write(Map.of("correlation_id", prefix + i))))
                                .build();
                if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()
                        == 201) {
                    answered.add(prefix + i);
                    enough.countDown();
                }
            }
        } catch (IOException e) {
            // The process has been killed: what was under way has no answer.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
