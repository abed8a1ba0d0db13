package io.sluice.bench;

import io.sluice.harness.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Watches the policies of a cluster as an agent does: when each was applied, by its workload.
final class PolicyWatch implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, CompletableFuture<Long>> seen = new ConcurrentHashMap<>();

    PolicyWatch(String cluster) throws IOException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        cluster
                                                + "/apis/cilium.io/v1alpha1/namespaces/shop/tracingpoliciesnamespaced?watch=true&timeoutSeconds=3000"))
                        .header("Authorization", "Bearer sandbox-token")
                        .build();
        try {
            var answer = client.send(request, BodyHandlers.ofLines());
            if (answer.statusCode() != 200) {
                throw new IOException("The watch was answered " + answer.statusCode());
            }
            Thread.ofVirtual().start(() -> follow(answer.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void follow(Stream<String> lines) {
        try (lines) {
            lines.forEach(this::note);
        } catch (UncheckedIOException e) {
            // The watch has been closed.
        }
    }

    private void note(String line) {
        long now = System.nanoTime();
        var workload =
                Http.JSON
                        .readTree(line)
                        .at("/object/metadata/annotations")
                        .path("sluice.io/workload")
                        .asString("");
        if (!workload.isEmpty()) {
            of(workload).complete(now);
        }
    }

    private CompletableFuture<Long> of(String workload) {
        return seen.computeIfAbsent(workload, _ -> new CompletableFuture<>());
    }

    /// When the workload's first policy was applied, by the clock of [System#nanoTime].
    long applied(String workload) throws Exception {
        return of(workload).get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
