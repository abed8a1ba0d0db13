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

/// A request that changes something at a service that carries out the same key only once: after a
/// lost answer it is sent again, key and body unchanged.
final class IdempotentRequest
        implements EffectNode<IdempotentRequest.Config, RequestPlan, RequestOutput> {
    private final Requests requests;

    IdempotentRequest(VendorHttp http) {
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
                            title = "Idempotency header",
                            description =
                                    "The header in which the service expects the key: the same in every attempt of this step, another in every other step.",
                            pattern = "^[A-Za-z0-9-]{1,100}$",
                            defaultValue = "\"Idempotency-Key\"")
                    String idempotencyHeader,
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
        var header = config.idempotencyHeader;
        var connection = HttpConnection.open(config.connection, context);
        RequestHeaders.checked(Map.of(header, context.effectKey()), connection);
        return requests.plan(config, header, context);
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
                "The answer to %s %s was lost; sent again under its key it is carried out once at most."
                        .formatted(plan.method(), Urls.shown(plan.url())));
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.TOKEN;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "http.idempotent-request",
                1,
                "HTTP request with idempotency key",
                HttpNodes.CATEGORY,
                "world-check",
                "Sends a request under a key, so that the service carries it out once however often it is sent.",
                """
                Like *HTTP request*, for services that take an idempotency key (payment and
                ticketing services often do). The step's key goes out in the header named here, by default
                `Idempotency-Key`; it is the same in every attempt of the step and another in every other step.

                **When the answer is lost**, or is 5xx, 408, 409 or 425, the same request is sent again under the same
                key until the service answers. Use this only for services that document such a header: for others a
                repeated request happens twice.

                A refused connection, 429 and other 4xx mean that nothing was done. Redirects are not followed.
                Private, loopback and metadata addresses are refused unless an administrator allows them. In a dry run
                nothing is sent: the request is listed with values that are named like secrets left out.
                """,
                List.of(
                        "webhook",
                        "REST",
                        "API",
                        "curl",
                        "call",
                        "POST",
                        "exactly once",
                        "idempotency",
                        "Idempotency-Key"),
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
