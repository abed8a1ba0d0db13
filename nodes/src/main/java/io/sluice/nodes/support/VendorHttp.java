package io.sluice.nodes.support;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;

/// The HTTP client of every domain but AWS: guarded, bounded, and honest about what was sent.
///
/// - Each connection passes the [EgressGuard]; system proxies are not used and redirects are not
///   followed (a vendor's API does not redirect).
/// - A call ends within [NodeContext#remaining()].
/// - A write goes out at most once, after [NodeContext#ensureLeased()] on the open connection. It
///   is never retried in here.
/// - A failure before the first byte of the request is NOT_APPLIED; any later one is *unanswered*.
public final class VendorHttp {
    /// The longest answer read unless the caller says otherwise: 8 MiB.
    public static final long ANSWER_LIMIT = 8L * 1024 * 1024;

    private final String vendor;
    private final OkHttpClient reads;
    private final OkHttpClient writes;

    /// @param vendor first part of the error codes: `servicenow`
    public VendorHttp(String vendor, NodeEnvironment environment) {
        this(vendor, new EgressGuard(environment));
    }

    public VendorHttp(String vendor, EgressGuard guard) {
        this.vendor = vendor;
        this.reads =
                GuardedClient.builder(guard)
                        .retryOnConnectionFailure(true)
                        .readTimeout(Duration.ZERO)
                        .writeTimeout(Duration.ZERO)
                        .eventListenerFactory(Sending.LISTENERS)
                        .addNetworkInterceptor(Sending.LAST_CHECK)
                        .build();
        this.writes = reads.newBuilder().retryOnConnectionFailure(false).build();
    }

    /// Sends a request that changes nothing, whatever its method.
    ///
    /// @throws NodeFailure if no whole answer came; an answer of any status is returned
    public HttpReply read(Request request, NodeContext context) throws NodeFailure {
        return read(request, context, ANSWER_LIMIT);
    }

    /// @param limit the longest answer in bytes
    public HttpReply read(Request request, NodeContext context, long limit) throws NodeFailure {
        return exchange(reads, request, new Sending(context, false), limit);
    }

    /// Sends a request that may change something, once.
    ///
    /// @throws NodeFailure if no whole answer came; an answer of any status is returned
    public HttpReply write(Request request, NodeContext context) throws NodeFailure {
        return write(request, context, ANSWER_LIMIT);
    }

    /// @param limit the longest answer in bytes
    public HttpReply write(Request request, NodeContext context, long limit) throws NodeFailure {
        return exchange(writes, once(request), new Sending(context, true), limit);
    }

    private HttpReply exchange(OkHttpClient client, Request request, Sending sending, long limit)
            throws NodeFailure {
        var remaining = sending.context().remaining();
        if (!remaining.isPositive()) {
            throw NodeFailure.retryable(
                    vendor + ".no-time",
                    Fault.CAPACITY,
                    "Expected time left to call " + request.url().host() + ", found none.");
        }
        sending.context().ensureReachable(request.url().host(), request.url().port());
        var call = client.newCall(request.newBuilder().tag(Sending.class, sending).build());
        call.timeout().timeout(Math.max(1, remaining.toMillis()), TimeUnit.MILLISECONDS);
        try (var response = call.execute()) {
            return whole(response, limit);
        } catch (IOException e) {
            throw new CallFailure(vendor, request.url(), sending).of(e);
        }
    }

    private static HttpReply whole(Response response, long limit) throws IOException {
        var body = new Buffer();
        var source = response.body().source();
        while (body.size() <= limit && source.read(body, limit + 1 - body.size()) != -1) {}
        if (body.size() > limit) {
            throw new AnswerTooLarge(response.code(), limit);
        }
        return new HttpReply(
                response.code(),
                response.headers(),
                body.readByteString(),
                response.request().url());
    }

    /// A body that may be read once only: no follow-up can send it again.
    private static Request once(Request request) {
        var body = request.body();
        return body == null
                ? request
                : request.newBuilder().method(request.method(), new OneShotBody(body)).build();
    }
}
