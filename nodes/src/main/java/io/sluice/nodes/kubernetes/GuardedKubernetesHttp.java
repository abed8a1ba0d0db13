package io.sluice.nodes.kubernetes;

import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.support.AnswerLimit;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.GuardedClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/// The HTTP client of one call of a node: each connection passes the egress guard as it is made,
/// nothing is retried or redirected, a write asks for the lease on the open connection, and what
/// was begun is known.
final class GuardedKubernetesHttp extends OkHttpClientFactory {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final long LONGEST_ANSWER = 64L * 1024 * 1024;
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final EgressGuard guard;
    private final Shared shared;
    private final NodeContext context;
    private final AtomicBoolean begun = new AtomicBoolean();

    GuardedKubernetesHttp(EgressGuard guard, Shared shared, NodeContext context) {
        this.guard = guard;
        this.shared = shared;
        this.context = context;
    }

    /// What clients of all calls have in common.
    record Shared(ConnectionPool connections, Dispatcher dispatcher) {
        static Shared create() {
            var dispatcher = new Dispatcher();
            dispatcher.setMaxRequests(64);
            dispatcher.setMaxRequestsPerHost(16);
            return new Shared(new ConnectionPool(), dispatcher);
        }
    }

    /// The lease was gone, or the host is not allowed, before anything was written.
    static final class LeaseGone extends IOException {
        private static final long serialVersionUID = 1L;

        private final NodeFailure failure;

        LeaseGone(NodeFailure failure) {
            super(failure);
            this.failure = failure;
        }

        NodeFailure failure() {
            return failure;
        }
    }

    /// Forgets what was sent: the next request is a new one.
    void next() {
        begun.set(false);
    }

    /// Whether the first byte of a request has left since [#next].
    boolean begun() {
        return begun.get();
    }

    /// How long one request may take. A cluster that is silent must not use up the time of those
    /// that come after it.
    Duration patience() {
        var half = context.remaining().dividedBy(2);
        return half.compareTo(ANSWER) < 0 ? half : ANSWER;
    }

    @Override
    protected Dispatcher initDispatcher() {
        return shared.dispatcher();
    }

    @Override
    protected void additionalConfig(OkHttpClient.Builder builder) {
        var time = patience();
        GuardedClient.guarded(builder, guard)
                .dispatcher(shared.dispatcher())
                .connectionPool(shared.connections())
                .connectTimeout(time.compareTo(CONNECT) < 0 ? time : CONNECT)
                .callTimeout(time)
                .eventListenerFactory(_ -> new Watch())
                .addInterceptor(chain -> {
                    reachable(chain.request().url());
                    return chain.proceed(chain.request());
                })
                .addInterceptor(new AnswerLimit(LONGEST_ANSWER))
                .addNetworkInterceptor(chain -> {
                    if (WRITES.contains(chain.request().method())) {
                        ensureLeased();
                    }
                    return chain.proceed(chain.request());
                });
    }

    private void reachable(HttpUrl url) throws LeaseGone {
        try {
            context.ensureReachable(url.host(), url.port());
        } catch (NodeFailure e) {
            throw new LeaseGone(e);
        }
    }

    private void ensureLeased() throws LeaseGone {
        try {
            context.ensureLeased();
        } catch (NodeFailure e) {
            throw new LeaseGone(e);
        }
    }

    private final class Watch extends EventListener {
        @Override
        public void requestHeadersStart(Call call) {
            begun.set(true);
        }
    }
}
