package io.sluice.nodes.support;

import java.net.Proxy;
import java.time.Duration;
import okhttp3.OkHttpClient;

/// The one place that HTTP clients of ours come from. Each connection of theirs passes an
/// [EgressGuard] as it is made; they use no proxy, follow no redirect and repeat nothing by
/// themselves.
public final class GuardedClient {
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private GuardedClient() {}

    public static OkHttpClient.Builder builder(EgressGuard guard) {
        return guarded(new OkHttpClient.Builder(), guard);
    }

    /// Puts the guard into a builder that somebody else has made.
    public static OkHttpClient.Builder guarded(OkHttpClient.Builder builder, EgressGuard guard) {
        return builder.dns(guard::resolve)
                .socketFactory(guard.socketFactory())
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(CONNECTING);
    }
}
