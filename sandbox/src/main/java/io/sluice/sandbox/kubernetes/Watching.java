package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.http.Reply;
import io.sluice.sandbox.world.Fleet;
import io.sluice.sandbox.world.Fleet.Happening;
import io.sluice.sandbox.world.Tree;
import io.sluice.sandbox.world.World;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A watch: one line of JSON for each change of the objects it is about, until its time is over.
final class Watching implements Reply.Source {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration BETWEEN_BOOKMARKS = Duration.ofSeconds(60);
    private static final long DEFAULT_SECONDS = 1_800;

    private final World world;
    private final String cluster;
    private final Target target;
    private final Predicate<Map<String, Object>> wanted;
    private final boolean bookmarks;
    private final Duration patience;
    private final String asked;

    Watching(World world, String cluster, Target target, Call call) {
        Fields query = call.queryFields();
        this.world = world;
        this.cluster = cluster;
        this.target = target;
        this.wanted = Reads.filter(target, query);
        this.bookmarks = query.flag("allowWatchBookmarks");
        this.asked = query.orElse("resourceVersion", "0");
        if (!asked.matches("\\d{1,18}")) {
            throw StatusError.bad("invalid resource version \"%s\"".formatted(asked));
        }
        String seconds = query.orElse("timeoutSeconds", "0");
        long limit = seconds.matches("\\d{1,6}") ? Long.parseLong(seconds) : 0;
        this.patience = Duration.ofSeconds(limit == 0 ? DEFAULT_SECONDS : limit);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            follow(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StatusError e) {
            line(out, "ERROR", e.body());
        } catch (IllegalStateException e) {
            // The sandbox stops; the watch ends with it.
        }
    }

    private void follow(OutputStream out) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long nextBookmark = System.nanoTime() + BETWEEN_BOOKMARKS.toNanos();
        long seen = Long.parseLong(asked);
        if (seen == 0) {
            seen = begin(out);
        }
        while (System.nanoTime() < end) {
            long ticks = world.fleet().ticks();
            seen = news(out, seen);
            if (bookmarks && System.nanoTime() > nextBookmark) {
                bookmark(out, seen);
                nextBookmark = System.nanoTime() + BETWEEN_BOOKMARKS.toNanos();
            }
            world.fleet().await(ticks, LOOK);
        }
    }

    private record Sight(long revision, List<Map<String, Object>> lines) {}

    private long begin(OutputStream out) throws IOException {
        Sight sight =
                world.read(() -> {
                    Fleet.Cluster row = world.fleet().clusters().load(cluster);
                    List<Map<String, Object>> lines =
                            world
                                    .fleet()
                                    .list(cluster, target.kind().qualified(), target.namespace())
                                    .stream()
                                    .filter(stored -> wanted.test(stored.body()))
                                    .map(stored -> event("ADDED", stored.body()))
                                    .toList();
                    return new Sight(row.revision(), lines);
                });
        return send(out, sight);
    }

    private long news(OutputStream out, long seen) throws IOException {
        Sight sight =
                world.read(() -> {
                    Fleet.Cluster row = world.fleet().clusters().load(cluster);
                    if (seen < row.oldest()) {
                        throw StatusError.expired(seen, row.oldest());
                    }
                    List<Map<String, Object>> lines = new ArrayList<>();
                    world.fleet().since(cluster, seen).stream()
                            .filter(this::concerns)
                            .forEach(change -> add(lines, change));
                    return new Sight(Math.max(seen, row.revision()), lines);
                });
        return send(out, sight);
    }

    private boolean concerns(Happening change) {
        return change.resource().equals(target.kind().qualified())
                && (target.namespace().isEmpty() || target.namespace().equals(change.namespace()));
    }

    /// What a selector no longer selects is gone for its watch, and what it selects anew is new.
    private void add(List<Map<String, Object>> lines, Happening change) {
        Map<String, Object> before = change.before();
        boolean was = before != null && wanted.test(before);
        boolean is = !change.type().equals("DELETED") && wanted.test(change.body());
        if (is) {
            lines.add(event(was ? "MODIFIED" : "ADDED", change.body()));
        } else if (was) {
            lines.add(event("DELETED", change.body()));
        }
    }

    private void bookmark(OutputStream out, long seen) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", target.kind().kind());
        body.put("apiVersion", target.kind().apiVersion());
        body.put("metadata", Map.of("resourceVersion", Long.toString(seen)));
        line(out, "BOOKMARK", body);
    }

    private static long send(OutputStream out, Sight sight) throws IOException {
        for (Map<String, Object> each : sight.lines()) {
            write(out, each);
        }
        return sight.revision();
    }

    private static Map<String, Object> event(String type, Map<String, Object> body) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("object", Tree.copy(body));
        return event;
    }

    private static void line(OutputStream out, String type, Map<String, Object> body)
            throws IOException {
        write(out, event(type, body));
    }

    private static void write(OutputStream out, Map<String, Object> event) throws IOException {
        out.write((Json.write(event) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
