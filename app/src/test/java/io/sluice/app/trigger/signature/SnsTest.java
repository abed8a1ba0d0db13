package io.sluice.app.trigger.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnsTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:alerts";
    private static final String CERTIFICATE =
            "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-x.pem";
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir static Path folder;

    private static PrivateKey key;
    private static X509Certificate certificate;
    private static X509Certificate foreign;
    private static Instant now;

    @BeforeAll
    static void makeCertificates() throws Exception {
        var own = made("own", "CN=sns.amazonaws.com");
        key = (PrivateKey) own.getKey("own", PASSWORD);
        certificate = (X509Certificate) own.getCertificate("own");
        // The same words elsewhere in the name, or another name, are not SNS.
        foreign =
                (X509Certificate)
                        made("foreign", "CN=evil.example,O=CN\\=sns.amazonaws.com")
                                .getCertificate("foreign");
        now = certificate.getNotBefore().toInstant().plus(Duration.ofHours(2));
    }

    private static KeyStore made(String alias, String name) throws Exception {
        var file = folder.resolve(alias + ".p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var arguments =
                List.of(
                        tool,
                        "-genkeypair",
                        "-alias",
                        alias,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-dname",
                        name,
                        "-validity",
                        "2");
        var process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static Map<String, String> notification() {
        var fields = new HashMap<String, String>();
        fields.put("Type", "Notification");
        fields.put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324");
        fields.put("TopicArn", TOPIC);
        fields.put("Subject", "Hällo");
        fields.put("Message", "{\"a\":1}");
        fields.put("Timestamp", now.toString());
        fields.put("SignatureVersion", "2");
        fields.put("SigningCertURL", CERTIFICATE);
        return fields;
    }

    private static SnsMessage signed(Map<String, String> fields) throws GeneralSecurityException {
        var version1 = "1".equals(fields.get("SignatureVersion"));
        var signature = Signature.getInstance(version1 ? "SHA1withRSA" : "SHA256withRSA");
        signature.initSign(key);
        var text = new SnsMessage(fields).signed().orElse("");
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        fields.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
        return SnsMessage.of(Map.copyOf(fields)).orElseThrow();
    }

    private static boolean verified(SnsMessage message, String... topics) {
        return new Sns(_ -> certificate).verify(message, List.of(topics), now);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    @DisplayName("Messages of Amazon SNS are taken, with and without a subject")
    void takesWhatAmazonSigned(String version) throws Exception {
        var fields = notification();
        fields.put("SignatureVersion", version);
        assertThat(verified(signed(fields), TOPIC)).isTrue();
        fields.remove("Subject");
        assertThat(verified(signed(fields), "arn:other", TOPIC)).isTrue();
    }

    @Test
    void signsTheDocumentedKeysInTheirOrder() {
        var fields = notification();
        fields.remove("Subject");

        assertThat(new SnsMessage(fields).signed())
                .hasValue(
                        "Message\n{\"a\":1}\nMessageId\n22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324\n"
                                + "Timestamp\n"
                                + now
                                + "\nTopicArn\n"
                                + TOPIC
                                + "\nType\nNotification\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Message", "MessageId", "Subject", "Timestamp", "Type"})
    void refusesWhatWasChanged(String field) throws Exception {
        var fields = notification();
        signed(fields);
        var changed = new HashMap<>(fields);
        changed.put(field, field.equals("Timestamp") ? now.minusSeconds(1).toString() : "other");
        assertThat(verified(new SnsMessage(changed), TOPIC)).isFalse();
        changed.remove(field);
        assertThat(verified(new SnsMessage(changed), TOPIC)).isFalse();
    }

    @Test
    void failsClosedWithoutAnExpectedTopic() throws Exception {
        assertThat(verified(signed(notification()))).isFalse();
        assertThat(verified(signed(notification()), "arn:aws:sns:us-east-1:111122223333:alert"))
                .isFalse();
    }

    @Test
    void refusesTheStaleTheFutureAndTheExpired() throws Exception {
        var old = notification();
        old.put("Timestamp", now.minus(Sns.WINDOW).minusSeconds(1).toString());
        assertThat(verified(signed(old), TOPIC)).isFalse();
        var early = notification();
        early.put("Timestamp", now.plusSeconds(301).toString());
        assertThat(verified(signed(early), TOPIC)).isFalse();
        var later = now.plus(Duration.ofDays(9));
        var fields = notification();
        fields.put("Timestamp", later.toString());
        assertThat(new Sns(_ -> certificate).verify(signed(fields), List.of(TOPIC), later))
                .as("the certificate has expired")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.us-east-1.amazonaws.com/x.pem",
                "https://sns.us-east-1.amazonaws.com.evil.example/x.pem",
                "https://evil.example/sns.us-east-1.amazonaws.com/x.pem",
                "https://sns.us-east-1.amazonaws.com@evil.example/x.pem",
                "https://sns.us-east-1.amazonaws.com:8443/x.pem",
                "https://sns.evil.example/x.pem",
                "https://snsXus-east-1.amazonaws.com/x.pem",
                "https://bucket.s3.amazonaws.com/x.pem",
                "https://sns.us-east-1.amazonaws.com/x.txt",
                "https://sns.us-east-1.amazonaws.com/x?y=.pem",
                "https://sns.us-east-1.amazonaws.com/x#.pem",
                "file:///etc/x.pem",
                "https:///x.pem",
                ""
            })
    void visitsNoOtherPlaceForACertificate(String url) throws Exception {
        var fields = notification();
        fields.put("SigningCertURL", url);
        var visited = new java.util.concurrent.atomic.AtomicBoolean();

        var good =
                new Sns(
                                _ -> {
                                    visited.set(true);
                                    return certificate;
                                })
                        .verify(signed(fields), List.of(TOPIC), now);

        assertThat(good).isFalse();
        assertThat(visited).isFalse();
    }

    @Test
    void refusesACertificateThatIsNotOfSns() throws Exception {
        var message = signed(notification());

        assertThat(new Sns(_ -> foreign).verify(message, List.of(TOPIC), now)).isFalse();
        assertThat(
                        new Sns(
                                        _ -> {
                                            throw new java.io.IOException("no");
                                        })
                                .verify(message, List.of(TOPIC), now))
                .isFalse();
    }

    @Test
    void confirmsOnlyAtAPlaceOfAmazons() throws Exception {
        var fields = notification();
        fields.put("Type", "SubscriptionConfirmation");
        fields.put("Token", "t");
        fields.put(
                "SubscribeURL", "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription");
        assertThat(verified(signed(fields), TOPIC)).isTrue();
        assertThat(new SnsMessage(fields).subscribe()).isPresent();
        fields.put("SubscribeURL", "http://169.254.169.254/");
        assertThat(new SnsMessage(fields).subscribe()).isEmpty();
        fields.remove("Token");
        assertThat(verified(signed(fields), TOPIC)).as("a key that must be signed").isFalse();
    }

    @Test
    void knowsNoOtherMessages() {
        assertThat(SnsMessage.of(Map.of("Type", "Other"))).isEmpty();
        assertThat(SnsMessage.of(List.of())).isEmpty();
        assertThat(SnsMessage.of(null)).isEmpty();
        assertThat(SnsMessage.of(Map.of("Type", 7L))).isEmpty();
    }
}
