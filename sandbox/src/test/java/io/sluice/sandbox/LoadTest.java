package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LoadTest {
    private static final int CLIENTS = 64;
    private static final int ROUNDS = 5;

    @TempDir Path folder;

    @Test
    void serves64ClientsAndHundredsOfMachinesWithoutLosingAWrite() throws Exception {
        try (RunningSandbox sandbox = RunningSandbox.in(folder);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            long tag = sandbox.tag("external");
            List<Future<Integer>> done = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                done.add(clients.submit(() -> work(sandbox, tag, number)));
            }
            for (Future<Integer> result : done) {
                assertThat(finished(result)).isEqualTo(ROUNDS);
            }

            JsonNode world = sandbox.get("/world");
            assertThat(world.get("vms")).hasSize(CLIENTS * ROUNDS);
            assertThat(world.get("incidents")).hasSize(CLIENTS * ROUNDS);
            assertThat(sandbox.get("/effects")).hasSize(1 + 2 * CLIENTS * ROUNDS);
        }
    }

    private static int finished(Future<Integer> result) throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private static int work(RunningSandbox sandbox, long tag, int client) throws IOException {
        int rounds = 0;
        Aws aws = new Aws(sandbox);
        for (int i = 0; i < ROUNDS; i++) {
            JsonNode vm = sandbox.post("/vms", "{}");
            String id = vm.get("instanceId").asString();
            assertThat(aws.ok("Action=DescribeInstances&InstanceId.1=" + id)).contains(id);
            sandbox.addTag(vm.get("assetId").asLong(), tag);
            String created =
                    sandbox.serviceNow(
                                    "POST",
                                    "/api/now/table/incident",
                                    "{\"correlation_id\":\"%d-%d\"}".formatted(client, i))
                            .body();
            assertThat(Json.tree(created).at("/result/number").asString()).startsWith("INC");
            rounds++;
        }
        return rounds;
    }
}
