package io.sluice.nodes.support;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;

/// One request on its way: whether it writes, and whether its first byte has left.
record Sending(NodeContext context, boolean write, AtomicBoolean begun) {
    static final EventListener.Factory LISTENERS = call -> new Watch();

    /// Runs with the connection open and nothing written yet.
    static final Interceptor LAST_CHECK =
            chain -> {
                var sending = chain.request().tag(Sending.class);
                if (sending != null && sending.write()) {
                    sending.ensureLeased();
                }
                return chain.proceed(chain.request());
            };

    Sending(NodeContext context, boolean write) {
        this(context, write, new AtomicBoolean());
    }

    private void ensureLeased() throws LeaseGone {
        try {
            context.ensureLeased();
        } catch (NodeFailure e) {
            throw new LeaseGone(e);
        }
    }

    /// Carries the refusal to send through the client.
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

    private static final class Watch extends EventListener {
        @Override
        public void requestHeadersStart(Call call) {
            var sending = call.request().tag(Sending.class);
            if (sending != null) {
                sending.begun().set(true);
            }
        }
    }
}
