package io.sluice.nodes.intel;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.support.HttpReply;
import io.sluice.nodes.support.VendorHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/// The last good copy of each feed, in memory. A copy is renewed by its validators (ETag,
/// Last-Modified); an answer that is no feed never takes the place of one that was.
final class FeedCopies {
    private static final int MOST_FEEDS = 32;
    private static final Duration BETWEEN_FAILURES = Duration.ofMinutes(1);

    private final VendorHttp http;
    private final Map<String, Shelf> shelves =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Shelf> eldest) {
                    return size() > MOST_FEEDS;
                }
            };

    FeedCopies(VendorHttp http) {
        this.http = http;
    }

    /// A feed's content.
    ///
    /// @param asOf when its publisher last stood by it
    record Copy(FeedContent content, Instant asOf, String etag, String lastModified) {
        Copy confirmed(Instant now) {
            return new Copy(content, now, etag, lastModified);
        }
    }

    /// What can be had of a feed now.
    sealed interface State {
        /// Its copy is current.
        record Current(Copy copy) implements State {}

        /// There is an older copy, and why there is none newer.
        record Old(Copy copy, String why) implements State {}

        /// There is nothing to go by.
        record Missing(String why) implements State {}
    }

    private static final class Shelf {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Copy copy;
        private Instant failedAt = Instant.MIN;
        private String why = "";
    }

    State current(Feed feed, NodeContext context) {
        var shelf = shelf(feed);
        shelf.lock.lock();
        try {
            var now = context.now();
            var kept = Optional.ofNullable(shelf.copy);
            if (kept.filter(copy -> copy.asOf.plus(feed.refresh()).isAfter(now)).isPresent()) {
                return new State.Current(kept.get());
            }
            if (!shelf.failedAt.isAfter(now.minus(BETWEEN_FAILURES))) {
                renew(feed, shelf, context);
            }
            return state(feed, shelf, now);
        } finally {
            shelf.lock.unlock();
        }
    }

    private Shelf shelf(Feed feed) {
        synchronized (shelves) {
            return shelves.computeIfAbsent(feed.id(), _ -> new Shelf());
        }
    }

    private static State state(Feed feed, Shelf shelf, Instant now) {
        var copy = shelf.copy;
        if (copy == null) {
            return new State.Missing(shelf.why);
        }
        if (shelf.failedAt.equals(Instant.MIN)) {
            return new State.Current(copy);
        }
        return copy.asOf.plus(feed.keepFor()).isAfter(now)
                ? new State.Old(copy, shelf.why)
                : new State.Missing(shelf.why + "; the last good copy is of " + copy.asOf);
    }

    private void renew(Feed feed, Shelf shelf, NodeContext context) {
        var now = context.now();
        try {
            var reply = http.read(request(feed, shelf.copy), context, feed.maxBytes());
            shelf.copy = read(feed, reply, shelf.copy, now);
            shelf.failedAt = Instant.MIN;
            shelf.why = "";
        } catch (FeedParser.NoFeed e) {
            shelf.failedAt = now;
            shelf.why = "it answered with " + e.why();
        } catch (NodeFailure e) {
            shelf.failedAt = now;
            shelf.why = e.getMessage();
        }
    }

    private static Request request(Feed feed, @Nullable Copy copy) {
        var request = new Request.Builder().url(feed.url()).header("User-Agent", "Sluice");
        if (!feed.authKey().isEmpty()) {
            request.header("Auth-Key", feed.authKey());
        }
        if (copy != null && !copy.etag.isEmpty()) {
            request.header("If-None-Match", copy.etag);
        }
        if (copy != null && !copy.lastModified.isEmpty()) {
            request.header("If-Modified-Since", copy.lastModified);
        }
        return request.build();
    }

    private static Copy read(Feed feed, HttpReply reply, @Nullable Copy before, Instant now)
            throws FeedParser.NoFeed {
        if (reply.status() == 304 && before != null) {
            return before.confirmed(now);
        }
        if (reply.status() != 200) {
            throw new FeedParser.NoFeed("HTTP " + reply.status());
        }
        if (reply.header("Content-Type").filter(type -> type.contains("text/html")).isPresent()) {
            throw new FeedParser.NoFeed("a page for people (HTML)");
        }
        return new Copy(
                feed.parser().parse(reply.text(), now),
                now,
                reply.header("ETag").orElse(""),
                reply.header("Last-Modified").orElse(""));
    }
}
