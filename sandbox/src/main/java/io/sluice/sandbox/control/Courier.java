package io.sluice.sandbox.control;

import io.sluice.sandbox.world.Outbox;
import io.sluice.sandbox.world.Outbox.Destination;
import io.sluice.sandbox.world.Outbox.Message;
import io.sluice.sandbox.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers the outbox, off everybody's thread, and keeps the world's own time going when nobody
/// calls. One thread looks around every 25 ms; each delivery has a virtual thread, at most sixteen
/// at once.
public final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration ROUND = Duration.ofMillis(25);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_AT_ONCE = 16;

    private final World world;
    private final HttpClient client;
    private final Semaphore free = new Semaphore(MAX_AT_ONCE);
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Thread rounds;
    private volatile boolean stopped;

    private Courier(World world) {
        this.world = world;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
        this.rounds = Thread.ofPlatform().daemon().name("sandbox-courier").unstarted(this::rounds);
    }

    public static Courier start(World world) {
        Courier courier = new Courier(world);
        courier.rounds.start();
        return courier;
    }

    private void rounds() {
        while (!stopped) {
            try {
                world.settle();
                List<Message> due =
                        world.read(() -> world.controls().outbox().due(MAX_AT_ONCE * 4));
                due.forEach(this::dispatch);
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.error("A delivery round failed; the next one follows in {}", ROUND, e);
                }
            }
            LockSupport.parkNanos(ROUND.toNanos());
        }
    }

    private void dispatch(Message message) {
        if (!underWay.contains(message.id()) && free.tryAcquire()) {
            underWay.add(message.id());
            Thread.ofVirtual()
                    .name("sandbox-delivery")
                    .start(() -> {
                        try {
                            deliver(message);
                        } finally {
                            underWay.remove(message.id());
                            free.release();
                        }
                    });
        }
    }

    private void deliver(Message message) {
        Outbox outbox = world.controls().outbox();
        Optional<Destination> destination = world.read(() -> outbox.destination(message.target()));
        Delivery result =
                destination
                        .map(d -> post(d, message))
                        .orElse(new Delivery(false, false, "no target"));
        if (stopped) {
            return;
        }
        world.write(() -> {
            if (result.ok()) {
                outbox.delivered(message);
            } else {
                outbox.failed(message, result.problem(), result.retryable());
            }
            return true;
        });
    }

    private record Delivery(boolean ok, boolean retryable, String problem) {}

    private Delivery post(Destination destination, Message message) {
        try {
            HttpResponse<String> response =
                    client.send(
                            request(destination, message), HttpResponse.BodyHandlers.ofString());
            int status = response.statusCode();
            boolean retryable =
                    status >= 500 || Set.of(401, 403, 404, 407, 408, 409, 429).contains(status);
            return new Delivery(status / 100 == 2, retryable, "HTTP " + status);
        } catch (IOException e) {
            return new Delivery(false, true, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery(false, true, "interrupted");
        }
    }

    private static HttpRequest request(Destination destination, Message message) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(destination.url()))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(message.body()));
        destination.headers().forEach(request::header);
        String secret = destination.hmacSecret();
        if (secret != null) {
            String signature = hmac(secret, message.body());
            switch (message.target()) {
                case CDR, TETRAGON -> request.header("X-Qualys-Signature", signature);
                case EVENTS, SERVICENOW ->
                        request.header("X-Sluice-Signature", "sha256=" + signature);
            }
        }
        return request.build();
    }

    private static String hmac(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks HMAC-SHA256", e);
        }
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(rounds);
        client.shutdownNow();
    }
}
