package io.sluice.nodes.http;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/// Configurations as an author leaves them, but for what a test is about.
final class Forms {
    static final long MEBIBYTE = 1024 * 1024;

    private Forms() {}

    static NodeFailure failureOf(ThrowingCallable call) {
        return Assertions.catchThrowableOfType(NodeFailure.class, call);
    }

    static Connection connection(Map<String, String> settings, Map<String, String> secrets) {
        return new Connection("api", "http", settings, secrets);
    }

    static Connection bearer(Endpoint endpoint, String path) {
        return connection(
                Map.of("baseUrl", endpoint.url(path), "authentication", "bearer"),
                Map.of("token", "tok-123"));
    }

    static GetForm get(String url) {
        return new GetForm(url);
    }

    static PostForm post(String url) {
        return new PostForm(url);
    }

    static final class GetForm {
        private final String url;
        private @Nullable String connection;
        private String method = "GET";
        private Map<String, @Nullable Object> query = Map.of();
        private Map<String, String> headers = Map.of();
        private List<String> expected = List.of("2xx");
        private String readAs = "auto";
        private long maxBytes = MEBIBYTE;
        private @Nullable Map<String, @Nullable Object> schema;
        private String paging = "none";
        private String next = "";
        private String items = "";
        private long maxPages = 10;

        private GetForm(String url) {
            this.url = url;
        }

        GetForm over(String name) {
            connection = name;
            return this;
        }

        GetForm method(String value) {
            method = value;
            return this;
        }

        GetForm query(Map<String, @Nullable Object> value) {
            query = value;
            return this;
        }

        GetForm headers(Map<String, String> value) {
            headers = value;
            return this;
        }

        GetForm expecting(String... statuses) {
            expected = List.of(statuses);
            return this;
        }

        GetForm readAs(String value) {
            readAs = value;
            return this;
        }

        GetForm maxBytes(long value) {
            maxBytes = value;
            return this;
        }

        GetForm schema(Map<String, @Nullable Object> value) {
            schema = value;
            return this;
        }

        GetForm links(String itemsPointer) {
            paging = "link";
            items = itemsPointer;
            return this;
        }

        GetForm pointer(String nextPointer, String itemsPointer) {
            paging = "pointer";
            next = nextPointer;
            items = itemsPointer;
            return this;
        }

        GetForm maxPages(long value) {
            maxPages = value;
            return this;
        }

        HttpGet.Config build() {
            return new HttpGet.Config(
                    connection,
                    method,
                    url,
                    query,
                    headers,
                    expected,
                    readAs,
                    maxBytes,
                    schema,
                    paging,
                    next,
                    items,
                    maxPages);
        }
    }

    static final class PostForm {
        private final String url;
        private @Nullable String connection;
        private String method = "POST";
        private Map<String, String> headers = Map.of();
        private @Nullable Object body;
        private String bodyType = "json";
        private List<String> expected = List.of("2xx");
        private List<String> notApplied = List.of();
        private long maxBytes = MEBIBYTE;
        private @Nullable Map<String, @Nullable Object> schema;
        private @Nullable Object dryRunBody;

        private PostForm(String url) {
            this.url = url;
        }

        PostForm over(String name) {
            connection = name;
            return this;
        }

        PostForm method(String value) {
            method = value;
            return this;
        }

        PostForm headers(Map<String, String> value) {
            headers = value;
            return this;
        }

        PostForm body(Object value, String type) {
            body = value;
            bodyType = type;
            return this;
        }

        PostForm expecting(String... statuses) {
            expected = List.of(statuses);
            return this;
        }

        PostForm notAppliedBy(String... statuses) {
            notApplied = List.of(statuses);
            return this;
        }

        PostForm maxBytes(long value) {
            maxBytes = value;
            return this;
        }

        PostForm schema(Map<String, @Nullable Object> value) {
            schema = value;
            return this;
        }

        PostForm assuming(Object value) {
            dryRunBody = value;
            return this;
        }

        PlainRequest.Config build() {
            return new PlainRequest.Config(
                    connection,
                    method,
                    url,
                    Map.of(),
                    headers,
                    body,
                    bodyType,
                    expected,
                    notApplied,
                    "auto",
                    maxBytes,
                    schema,
                    dryRunBody);
        }

        IdempotentRequest.Config keyedBy(String header) {
            return new IdempotentRequest.Config(
                    connection,
                    method,
                    url,
                    Map.of(),
                    headers,
                    body,
                    bodyType,
                    header,
                    expected,
                    notApplied,
                    "auto",
                    maxBytes,
                    schema,
                    dryRunBody);
        }
    }
}
