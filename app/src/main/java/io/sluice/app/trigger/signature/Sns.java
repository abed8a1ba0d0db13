package io.sluice.app.trigger.signature;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether a message is from Amazon SNS: an RSA signature by a certificate that lies at a place of
/// Amazon's, is valid now and issued to SNS; from a topic that is expected, and recent.
public final class Sns {
    /// How old a message may be.
    static final Duration WINDOW = Duration.ofHours(1);

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Pattern SUBJECT =
            Pattern.compile("(^|.*,)\\s*CN=sns(\\.[a-z0-9-]+)?\\.amazonaws\\.com(\\.cn)?(,.*|$)");

    private final Certificates certificates;

    /// Fetches a certificate over TLS and keeps it a while.
    @FunctionalInterface
    public interface Certificates {
        X509Certificate at(URI url) throws IOException, GeneralSecurityException;
    }

    public Sns(Certificates certificates) {
        this.certificates = certificates;
    }

    /// @param topics the ARNs it may come from; none at all is no entry
    public boolean verify(SnsMessage message, Collection<String> topics, Instant now) {
        var url = message.certificate();
        var signed = message.signed();
        var algorithm = algorithm(message.field("SignatureVersion"));
        if (!topics.contains(message.field("TopicArn"))
                || !recent(message, now)
                || url.isEmpty()
                || signed.isEmpty()
                || algorithm.isEmpty()) {
            return false;
        }
        try {
            var certificate = certificates.at(url.get());
            certificate.checkValidity(Date.from(now));
            if (!SUBJECT.matcher(certificate.getSubjectX500Principal().getName()).matches()) {
                return false;
            }
            var check = Signature.getInstance(algorithm.get());
            check.initVerify(certificate.getPublicKey());
            check.update(signed.get().getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(message.field("Signature")));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean recent(SnsMessage message, Instant now) {
        return message.timestamp()
                .filter(at -> at.isAfter(now.minus(WINDOW)) && at.isBefore(now.plus(AHEAD)))
                .isPresent();
    }

    private static Optional<String> algorithm(String version) {
        return switch (version) {
            case "1" -> Optional.of("SHA1withRSA");
            case "2" -> Optional.of("SHA256withRSA");
            default -> Optional.empty();
        };
    }
}
