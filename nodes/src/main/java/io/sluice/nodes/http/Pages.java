package io.sluice.nodes.http;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.HttpReply;
import io.sluice.nodes.support.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Collects the items of all pages. Bounded in pages and in bytes over all of them; a next page at
/// another origin, or one that was there before, is refused.
final class Pages {
    private final Reading reading;
    private final Paging paging;
    private final List<@Nullable Object> items = new ArrayList<>();
    private final Set<HttpUrl> seen = new HashSet<>();
    private long bytes;

    Pages(Reading reading, Paging paging) {
        this.reading = reading;
        this.paging = paging;
    }

    /// All items, with status and headers of the last page.
    ///
    /// @param pages how many there were
    record All(Answer answer, long pages) {}

    All from(HttpUrl start) throws NodeFailure {
        var url = start;
        while (true) {
            var page = page(url);
            var next = next(page.reply, page.answer);
            if (next.isEmpty()) {
                return new All(whole(page.answer), seen.size());
            }
            if (seen.size() >= paging.maxPages()) {
                throw tooMany(start);
            }
            url = checked(next.get(), start, page.reply);
        }
    }

    private record Page(HttpReply reply, Answer answer) {}

    private Page page(HttpUrl url) throws NodeFailure {
        seen.add(url);
        var limit = reading.rules().maxBytes() - bytes;
        if (limit <= 0) {
            throw tooLong(url);
        }
        var reply = reading.get(url, limit);
        bytes += reply.body().size();
        try {
            var answer = Answer.of(reply, "json", reading.cleaned());
            var list = answer.at(paging.itemsPointer()).filter(node -> node.isArray());
            var found =
                    list.orElseThrow(() ->
                            bad(
                                    reply.url(),
                                    "a list at '%s' of the page".formatted(paging.itemsPointer()),
                                    "none"));
            found.forEach(item -> items.add(Json.value(item)));
            return new Page(reply, answer);
        } catch (Answer.Unfit unfit) {
            throw bad(reply.url(), "a page of JSON", unfit.why());
        }
    }

    private Answer whole(Answer last) {
        return new Answer(last.status(), last.headers(), items, null);
    }

    private Optional<String> next(HttpReply reply, Answer answer) throws NodeFailure {
        if (paging.kind().equals("link")) {
            return LinkHeader.target(reply.headers().values("Link"), "next");
        }
        var node = answer.at(paging.nextPointer());
        if (node.isEmpty() || (node.get().isString() && node.get().asString().isBlank())) {
            return Optional.empty();
        }
        if (!node.get().isString()) {
            throw bad(
                    reply.url(),
                    "the next page's URL at '%s'".formatted(paging.nextPointer()),
                    "no text");
        }
        return Optional.of(node.get().asString());
    }

    private HttpUrl checked(String next, HttpUrl start, HttpReply reply) throws NodeFailure {
        var url = reply.url().resolve(next.strip());
        if (url == null) {
            throw bad(reply.url(), "the next page's URL", "what is no URL");
        }
        if (!Origin.of(url).equals(Origin.of(start))) {
            throw NodeFailure.permanent(
                    "http.foreign-page",
                    Fault.PROVIDER,
                    "Expected the next page at %s, found %s; it is not followed."
                            .formatted(Origin.of(start), Origin.of(url)));
        }
        var clean = url.newBuilder().username("").password("").fragment(null).build();
        if (seen.contains(clean)) {
            throw bad(reply.url(), "a next page that is new", "one that was there before");
        }
        return clean;
    }

    private NodeFailure bad(HttpUrl url, String expected, String found) {
        return NodeFailure.permanent(
                "http.bad-page",
                Fault.PROVIDER,
                "Expected %s from %s, found %s; check how it pages."
                        .formatted(expected, reading.shown(url), found));
    }

    private NodeFailure tooMany(HttpUrl start) {
        return NodeFailure.permanent(
                "http.too-many-pages",
                Fault.CAPACITY,
                "Expected at most %d pages from %s, found more; raise 'maxPages' or ask for less."
                        .formatted(paging.maxPages(), reading.shown(start)));
    }

    private NodeFailure tooLong(HttpUrl url) {
        return NodeFailure.permanent(
                "http.answer-too-large",
                Fault.CAPACITY,
                "Expected pages of at most %d bytes together from %s, found more; raise 'maxBytes' or ask for less."
                        .formatted(reading.rules().maxBytes(), reading.shown(url)));
    }
}
