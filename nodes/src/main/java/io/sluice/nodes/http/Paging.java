package io.sluice.nodes.http;

import io.sluice.engine.node.NodeFailure;
import java.util.Set;

/// How an endpoint that answers in pages tells where the next one is.
///
/// @param kind `none`; `link`, a `Link` header with `rel="next"`; `pointer`, a URL in the body
/// @param nextPointer JSON Pointer to that URL
/// @param itemsPointer JSON Pointer to a page's list; empty when the body is the list
/// @param maxPages more pages than these are an error, never dropped in silence
record Paging(String kind, String nextPointer, String itemsPointer, long maxPages) {
    private static final int MOST_PAGES = 100;

    /// @throws NodeFailure `http.bad-config`
    static Paging of(HttpGet.Config config) throws NodeFailure {
        var paging =
                new Paging(
                        config.paging(),
                        pointer("nextPointer", config.nextPointer()),
                        pointer("itemsPointer", config.itemsPointer()),
                        config.maxPages());
        paging.check(config.method());
        return paging;
    }

    private void check(String method) throws NodeFailure {
        if (!Set.of("none", "link", "pointer").contains(kind)) {
            throw HttpErrors.badConfig("paging", "none, link or pointer", "'" + kind + "'");
        }
        if (maxPages < 1 || maxPages > MOST_PAGES) {
            throw HttpErrors.badConfig(
                    "maxPages", "between 1 and " + MOST_PAGES, String.valueOf(maxPages));
        }
        if (kind.equals("pointer") && nextPointer.isEmpty()) {
            throw HttpErrors.badConfig("nextPointer", "a JSON Pointer such as /links/next", "none");
        }
        if (!kind.equals("none") && !method.equals("GET")) {
            throw HttpErrors.badConfig("method", "GET, as the answer comes in pages", method);
        }
    }

    private static String pointer(String field, String text) throws NodeFailure {
        if (text.isEmpty() || text.startsWith("/")) {
            return text;
        }
        throw HttpErrors.badConfig(field, "a JSON Pointer such as /data/items", "'" + text + "'");
    }

    boolean wanted() {
        return !kind.equals("none");
    }
}
