package io.sluice.app.trigger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.app.trigger.signature.Sns;
import io.sluice.nodes.support.AnswerLimit;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.GuardedClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Set;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.springframework.stereotype.Component;

/// Amazon's places that SNS names in its messages, visited behind the egress guard. Whoever calls
/// has made sure that the address is one of Amazon's.
@Component
class SnsPlaces implements Sns.Certificates {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LONGEST = 64 * 1024;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST = 100;

    private final OkHttpClient client =
            GuardedClient.builder(EgressGuard.allowing(Set.of()))
                    .addInterceptor(new AnswerLimit(LONGEST))
                    .callTimeout(PATIENCE)
                    .build();
    private final Cache<URI, X509Certificate> certificates =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    @Override
    public X509Certificate at(URI url) throws IOException, GeneralSecurityException {
        var known = certificates.getIfPresent(url);
        if (known != null) {
            return known;
        }
        var made =
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(visit(url)));
        if (!(made instanceof X509Certificate certificate)) {
            throw new IOException("Expected a certificate, found something else.");
        }
        certificates.put(url, certificate);
        return certificate;
    }

    /// Asks for it, once.
    byte[] visit(URI url) throws IOException {
        var request = new Request.Builder().url(url.toString()).build();
        try (var response = client.newCall(request).execute()) {
            if (response.code() != 200) {
                throw new IOException("Expected status 200, found " + response.code() + ".");
            }
            return response.body().bytes();
        }
    }
}
