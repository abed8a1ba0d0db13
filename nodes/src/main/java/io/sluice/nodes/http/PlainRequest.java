package io.sluice.nodes.http;

import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.support.VendorHttp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that changes something at a service of which nothing more is known: whether it
/// happened is known only from its answer.
final class PlainRequest implements EffectNode<PlainRequest.Config, RequestPlan, RequestOutput> {
    private final Requests requests;

    PlainRequest(VendorHttp http) {
        this.requests = new Requests(http);
    }

    /// What to send, and which answers to take.
    public record Config(
            @Field(
                            title = "Connection",
                            description = RequestForm.CONNECTION,
                            widget = "connection")
                    @Nullable String connection,
            @Field(
                            title = "Method",
                            oneOf = {"POST", "PUT", "PATCH", "DELETE"},
                            defaultValue = "\"POST\"")
                    String method,
            @Field(
                            title = "URL",
                            description = RequestForm.URL,
                            example = "\"https://api.example.com/v1/tickets\"")
                    String url,
            @Field(
                            title = "Query",
                            description = RequestForm.QUERY,
                            defaultValue = "{}",
                            widget = "key-value",
                            example = "{\"notify\":true}")
                    Map<String, @Nullable Object> query,
            @Field(
                            title = "Headers",
                            description = RequestForm.HEADERS,
                            defaultValue = "{}",
                            widget = "key-value",
                            example = "{\"X-Request-Source\":\"sluice\"}")
                    Map<String, String> headers,
            @Field(
                            title = "Body",
                            description = RequestForm.BODY,
                            widget = "json",
                            example = "{\"text\":\"Quarantined i-0aa\"}")
                    @Nullable Object body,
            @Field(
                            title = "Body type",
                            description = RequestForm.BODY_TYPE,
                            oneOf = {"json", "text", "form"},
                            defaultValue = "\"json\"")
                    String bodyType,
            @Field(
                            title = "Expected statuses",
                            description = RequestForm.EXPECTED,
                            pattern = "^" + Statuses.PATTERN + "$",
                            defaultValue = "[\"2xx\"]")
                    List<String> expectedStatuses,
            @Field(
                            title = "Statuses of nothing done",
                            description = RequestForm.NOT_APPLIED,
                            pattern = "^" + Statuses.PATTERN + "$",
                            defaultValue = "[]")
                    List<String> notAppliedStatuses,
            @Field(
                            title = "Read answer as",
                            description = RequestForm.READ_AS,
                            oneOf = {"auto", "json", "text"},
                            defaultValue = "\"auto\"")
                    String readAs,
            @Field(
                            title = "Longest answer",
                            description = RequestForm.MAX_BYTES,
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
                            title = "Assumed by a dry run",
                            description = RequestForm.DRY_RUN,
                            widget = "json",
                            example = "{\"id\":\"(planned)\"}")
                    @Nullable Object dryRunBody)
            implements RequestForm {}

    @Override
    public Plan<RequestPlan> plan(Config config, NodeContext context) throws NodeFailure {
        return requests.plan(config, null, context);
    }

    @Override
    public Optional<RequestOutput> preview(RequestPlan plan) {
        return Optional.of(Requests.preview(plan));
    }

    @Override
    public RequestOutput execute(RequestPlan plan, NodeContext context) throws NodeFailure {
        return requests.send(plan, context);
    }

    @Override
    public Reconciliation<RequestOutput> reconcile(RequestPlan plan, NodeContext context) {
        return new Reconciliation.Unknown<>(
                "The answer to %s %s was lost, and such a request cannot be looked up; check there whether it happened."
                        .formatted(plan.method(), Urls.shown(plan.url())));
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.BLIND;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "http.request",
                1,
                "HTTP request",
                HttpNodes.CATEGORY,
                "world-upload",
                "Sends POST, PUT, PATCH or DELETE to any HTTP endpoint.",
                """
                Sends one request and reads its answer: JSON into `body`, other text into `text`. Any 2xx is a success
                unless other statuses are expected. Redirects are not followed.

                **When the answer is lost** nobody can know whether the request was carried out: the run asks a person,
                unless the node is set to *at least once*. The same holds for 5xx, 408, 409, 425, for other redirects
                than 307 and 308, and for a success whose answer does not fit the schema. A service that takes an
                idempotency key is better called by *HTTP request with idempotency key*.

                A refused connection, 429 and other 4xx mean that nothing was done: 429 is tried again when
                `Retry-After` says, a refused connection by the retry policy. Statuses of which the service documents
                that nothing was done, such as 503, can be listed; they are then retried too.

                Private, loopback and metadata addresses are refused unless an administrator allows them. In a dry run
                nothing is sent: the request is listed with values that are named like secrets left out.
                """,
                List.of(
                        "webhook", "REST", "API", "curl", "call", "POST", "PUT", "PATCH", "DELETE",
                        "send", "notify", "Slack", "Teams"),
                HttpConnection.TYPE,
                HttpErrors.ofWrites(),
                List.of("Outbound HTTP or HTTPS to the endpoint; there, what the request needs."));
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<RequestPlan> planType() {
        return RequestPlan.class;
    }

    @Override
    public Class<RequestOutput> outputType() {
        return RequestOutput.class;
    }
}
