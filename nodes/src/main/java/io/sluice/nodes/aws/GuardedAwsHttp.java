package io.sluice.nodes.aws;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.EgressRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;

/// The SDK's Apache client behind the guard. Name resolution answers only with addresses that may
/// be connected to on this very port, and the client connects to what resolution answered. A write
/// asks for the lease right before it goes out. A call that outlives [NodeContext#remaining()] is
/// ended by closing its socket, never by interrupting its thread.
final class GuardedAwsHttp implements SdkHttpClient {
    private static final ScopedValue<Call> CALL = ScopedValue.newInstance();
    private static final ScopedValue<Integer> PORT = ScopedValue.newInstance();

    private final EgressGuard guard;
    private final SdkHttpClient apache;
    private final ScheduledThreadPoolExecutor deadlines;

    GuardedAwsHttp(EgressGuard guard) {
        this.guard = guard;
        this.apache =
                ApacheHttpClient.builder()
                        .dnsResolver(this::resolve)
                        .proxyConfiguration(
                                ProxyConfiguration.builder()
                                        .useSystemPropertyValues(false)
                                        .useEnvironmentVariableValues(false)
                                        .build())
                        .connectionTimeout(Duration.ofSeconds(10))
                        .socketTimeout(Duration.ofMinutes(5))
                        .maxConnections(64)
                        .build();
        this.deadlines = new ScheduledThreadPoolExecutor(1, GuardedAwsHttp::daemon);
        deadlines.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable work) {
        return Thread.ofPlatform().daemon().name("sluice-aws-deadlines").unstarted(work);
    }

    /// One use of the SDK: the requests that it sends meanwhile belong to this step.
    private record Call(
            NodeContext context, boolean write, ConcurrentLinkedQueue<Future<?>> deadlines) {}

    /// Something that uses the SDK.
    @FunctionalInterface
    interface Use<T> {
        T run();
    }

    <T> T within(NodeContext context, boolean write, Use<T> use) {
        var call = new Call(context, write, new ConcurrentLinkedQueue<>());
        try {
            return ScopedValue.where(CALL, call).call(use::run);
        } finally {
            call.deadlines().forEach(deadline -> deadline.cancel(false));
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var prepared = apache.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                if (CALL.isBound()) {
                    begin(CALL.get(), request.httpRequest(), prepared);
                }
                return ScopedValue.where(PORT, request.httpRequest().port()).call(prepared::call);
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private void begin(Call call, SdkHttpRequest to, ExecutableHttpRequest request) throws NotSent {
        try {
            var remaining = call.context().remaining();
            if (!remaining.isPositive()) {
                throw NodeFailure.retryable(
                        "aws.no-time",
                        NodeFailure.Fault.CAPACITY,
                        "Expected time left to call AWS, found none.");
            }
            call.context().ensureReachable(to.host(), to.port());
            if (call.write()) {
                call.context().ensureLeased();
            }
            call.deadlines()
                    .add(
                            deadlines.schedule(
                                    request::abort, remaining.toMillis(), TimeUnit.MILLISECONDS));
        } catch (NodeFailure failure) {
            throw new NotSent(failure);
        }
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        var port = PORT.isBound() ? PORT.get() : -1;
        var open = new ArrayList<InetAddress>();
        @Nullable EgressRefused refusal = null;
        for (var address : addresses(host)) {
            try {
                guard.check(host, address, port);
                open.add(address);
            } catch (EgressRefused refused) {
                refusal = refused;
            }
        }
        if (open.isEmpty()) {
            var unknown = new UnknownHostException(host);
            unknown.initCause(refusal);
            throw unknown;
        }
        return open.toArray(InetAddress[]::new);
    }

    private List<InetAddress> addresses(String host) throws UnknownHostException {
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return guard.resolve(bare);
    }

    @Override
    public String clientName() {
        return "sluice";
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        apache.close();
    }

    /// Carries a failure before anything was sent through the SDK.
    static final class NotSent extends IOException {
        private static final long serialVersionUID = 1L;

        private final NodeFailure failure;

        NotSent(NodeFailure failure) {
            super(failure);
            this.failure = failure;
        }

        NodeFailure failure() {
            return failure;
        }
    }
}
