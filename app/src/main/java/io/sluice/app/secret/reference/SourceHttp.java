package io.sluice.app.secret.reference;

import io.sluice.codec.value.JsonValues;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.GuardedClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/// How the places of secrets are asked: guarded, short, without retries, and silent about what they
/// answer.
final class SourceHttp {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST = 1 << 20;

    private final OkHttpClient client;

    /// @param addresses what was configured: may be reached although it is private
    SourceHttp(List<URI> addresses) {
        var allowed = addresses.stream().map(SourceHttp::hostPort).collect(Collectors.toSet());
        client = GuardedClient.builder(EgressGuard.allowing(allowed)).callTimeout(PATIENCE).build();
    }

    private static String hostPort(URI address) {
        int port = address.getPort();
        return address.getHost()
                + ":"
                + (port >= 0 ? port : "http".equals(address.getScheme()) ? 80 : 443);
    }

    /// @param body JSON; empty when the status is not 200, or it is no JSON
    record Answer(int status, Map<String, @Nullable Object> body) {}

    /// @param caFile a PEM file of who is trusted instead of the usual; may be blank
    Answer ask(SecretReference reference, Request request, String caFile) {
        try (var response = trusting(caFile).newCall(request).execute()) {
            var bytes = response.body().byteStream().readNBytes(LONGEST + 1);
            return new Answer(
                    response.code(),
                    response.code() == 200 && bytes.length <= LONGEST ? read(bytes) : Map.of());
        } catch (IOException | GeneralSecurityException e) {
            throw UnresolvedSecret.passing(
                    reference,
                    "an answer of " + request.url().host() + ":" + request.url().port(),
                    "none (" + e.getClass().getSimpleName() + ")");
        }
    }

    private OkHttpClient trusting(String caFile) throws IOException, GeneralSecurityException {
        if (caFile.isBlank()) {
            return client;
        }
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var pem = new ByteArrayInputStream(Files.readAllBytes(Path.of(caFile)));
        int number = 0;
        for (var each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
            store.setCertificateEntry("ca-" + number++, each);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return client.newBuilder()
                .sslSocketFactory(
                        context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
                .build();
    }

    private static Map<String, @Nullable Object> read(byte[] bytes) {
        try {
            return map(JsonValues.read(bytes));
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    /// A JSON object, or an empty one in place of anything else.
    static Map<String, @Nullable Object> map(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        var copy = new java.util.LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, one) -> copy.put(String.valueOf(key), one));
        return copy;
    }
}
