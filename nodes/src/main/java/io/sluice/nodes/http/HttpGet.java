package io.sluice.nodes.http;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.ReadNode;
import io.sluice.nodes.support.VendorHttp;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Reads from any HTTP endpoint, page by page if need be.
final class HttpGet implements ReadNode<HttpGet.Config, HttpGet.Output> {
    private final VendorHttp http;

    HttpGet(VendorHttp http) {
        this.http = http;
    }

    /// What to read, and which answers to take.
    public record Config(
            @Field(
                            title = "Connection",
                            description = RequestForm.CONNECTION,
                            widget = "connection")
                    @Nullable String connection,
            @Field(
                            title = "Method",
                            oneOf = {"GET", "HEAD"},
                            defaultValue = "\"GET\"")
                    String method,
            @Field(
                            title = "URL",
                            description = RequestForm.URL,
                            example = "\"https://api.example.com/v1/hosts\"")
                    String url,
            @Field(
                            title = "Query",
                            description = RequestForm.QUERY,
                            defaultValue = "{}",
                            widget = "key-value",
                            example = "{\"limit\":100}")
                    Map<String, @Nullable Object> query,
            @Field(
                            title = "Headers",
                            description = RequestForm.HEADERS,
                            defaultValue = "{}",
                            widget = "key-value",
                            example = "{\"X-Request-Source\":\"sluice\"}")
                    Map<String, String> headers,
            @Field(
                            title = "Expected statuses",
                            description = RequestForm.EXPECTED,
                            pattern = "^" + Statuses.PATTERN + "$",
                            defaultValue = "[\"2xx\"]")
                    List<String> expectedStatuses,
            @Field(
                            title = "Read answer as",
                            description = RequestForm.READ_AS,
                            oneOf = {"auto", "json", "text"},
                            defaultValue = "\"auto\"")
                    String readAs,
            @Field(
                            title = "Longest answer",
                            description = "The longest answer in bytes, of all pages together.",
                            minimum = 1,
                            maximum = VendorHttp.ANSWER_LIMIT,
                            defaultValue = "1048576")
                    long maxBytes,
            @Field(
                            title = "Schema of the answer",
                            description = RequestForm.SCHEMA,
                            widget = "json",
                            example = "{\"type\":\"object\",\"required\":[\"id\"]}")
                    @Nullable Map<String, @Nullable Object> answerSchema,
            @Field(
                            title = "Pages",
                            description =
                                    "Where the next page is told: none for a single answer; link for a Link header with rel=next (RFC 8288); pointer for a URL in the body.",
                            oneOf = {"none", "link", "pointer"},
                            defaultValue = "\"none\"")
                    String paging,
            @Field(
                            title = "Next page",
                            description = "For pointer: JSON Pointer to the next page's URL.",
                            defaultValue = "\"\"",
                            example = "\"/links/next\"")
                    String nextPointer,
            @Field(
                            title = "Items",
                            description =
                                    "JSON Pointer to the list in each page; empty when the page itself is the list. The lists become one.",
                            defaultValue = "\"\"",
                            example = "\"/data\"")
                    String itemsPointer,
            @Field(
                            title = "Most pages",
                            description = "More pages than these end in an error.",
                            minimum = 1,
                            maximum = 100,
                            defaultValue = "10")
                    long maxPages) {}

    /// What was read.
    public record Output(
            @Field(title = "Status", description = "HTTP status of the last page.", example = "200")
                    long status,
            @Field(
                            title = "Headers",
                            description =
                                    "Of the last page, by lower-case name; several of one name are joined. Cookies are not kept.")
                    Map<String, String> headers,
            @Field(
                            title = "Body",
                            description =
                                    "The answer's JSON, or the items of all pages; null if it is no JSON.")
                    @Nullable Object body,
            @Field(
                            title = "Text",
                            description = "The answer's text; null if it is JSON, binary or empty.")
                    @Nullable String text,
            @Field(title = "Pages", description = "How many were read.") long pages) {}

    @Override
    public Output read(Config config, NodeContext context) throws NodeFailure {
        if (!List.of("GET", "HEAD").contains(config.method)) {
            throw HttpErrors.badConfig(
                    "method", "GET or HEAD (use http.request to write)", "'" + config.method + "'");
        }
        var rules =
                new AnswerRules(
                        config.expectedStatuses,
                        List.of(),
                        config.readAs,
                        config.maxBytes,
                        config.answerSchema);
        rules.check();
        var paging = Paging.of(config);
        var connection = HttpConnection.open(config.connection, context);
        var url = connection.target(config.url, config.query);
        var headers = RequestHeaders.checked(config.headers, connection);
        var reading = new Reading(http, context, connection, config.method, headers, rules);
        var all = paging.wanted() ? new Pages(reading, paging).from(url) : single(reading, url);
        return output(all, rules, reading.shown(url));
    }

    private static Pages.All single(Reading reading, HttpUrl url) throws NodeFailure {
        var reply = reading.get(url, reading.rules().maxBytes());
        try {
            var answer = Answer.of(reply, reading.rules().readAs(), reading.cleaned());
            return new Pages.All(answer, 1);
        } catch (Answer.Unfit unfit) {
            throw unexpected(reading.shown(reply.url()), unfit.why());
        }
    }

    private static Output output(Pages.All all, AnswerRules rules, String where)
            throws NodeFailure {
        var answer = all.answer();
        var schema = rules.schema();
        if (schema != null) {
            var misfit = new AnswerSchema(schema).misfit(answer.body());
            if (misfit.isPresent()) {
                throw unexpected(where, misfit.get());
            }
        }
        return new Output(
                answer.status(), answer.headers(), answer.body(), answer.text(), all.pages());
    }

    private static NodeFailure unexpected(String where, String why) {
        return NodeFailure.permanent(
                "http.unexpected-answer",
                Fault.PROVIDER,
                "Expected an answer from %s that fits the node's fields, found: %s; mend the schema, or how it is read."
                        .formatted(where, why));
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "http.get",
                1,
                "HTTP read",
                HttpNodes.CATEGORY,
                "world-download",
                "Reads from any HTTP endpoint with GET or HEAD.",
                """
                Reads an answer: JSON into `body`, other text into `text`. Any 2xx is a success unless other statuses
                are expected, for instance `404` too, to tell whether something exists.

                **Pages**: the next page is found by a `Link` header or by a URL in the body, at the same origin only;
                `body` then is one list of all pages' items. More pages than allowed end in an error, so that nothing
                is left out in silence.

                **Redirects** are followed at most 5 times. Neither the connection's credentials nor the node's headers
                go to another origin, and private, loopback and metadata addresses are refused at each, unless an
                administrator allows them.

                A lost answer, 408, 425, 429 and 5xx are tried again by the retry policy, 429 and 503 when
                `Retry-After` says. A dry run reads like any other run.
                """,
                List.of("REST", "API", "curl", "call", "fetch", "download", "query", "look up"),
                HttpConnection.TYPE,
                HttpErrors.ofReads(),
                List.of("Outbound HTTP or HTTPS to the endpoint; there, the right to read."));
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }
}
