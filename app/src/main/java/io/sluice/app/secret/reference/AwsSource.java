package io.sluice.app.secret.reference;

import io.sluice.codec.value.JsonValues;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// `aws:name` or `aws:name#key`: a secret of AWS Secrets Manager, whole or one value of the JSON
/// object it is. Spoken over its JSON protocol (`secretsmanager.GetSecretValue`), signed (SigV4)
/// with the credentials of the server's surroundings.
final class AwsSource implements SecretSource {
    private static final MediaType JSON = MediaType.get("application/x-amz-json-1.1");
    private static final String TARGET = "secretsmanager.GetSecretValue";

    private final SecretProperties.Aws settings;
    private final SourceHttp http;
    private final Supplier<AwsCredentials> credentials;

    AwsSource(
            SecretProperties.Aws settings, SourceHttp http, Supplier<AwsCredentials> credentials) {
        this.settings = settings;
        this.http = http;
        this.credentials = credentials;
    }

    static AwsSource of(SecretProperties.Aws settings, SourceHttp http) {
        var provider = DefaultCredentialsProvider.builder().build();
        return new AwsSource(settings, http, provider::resolveCredentials);
    }

    @Override
    public String scheme() {
        return "aws";
    }

    @Override
    public boolean configured() {
        return !settings.region().isBlank();
    }

    @Override
    public String read(SecretReference reference) {
        var answer = http.ask(reference, signed(reference), "");
        switch (answer.status()) {
            case 200 -> {}
            case 400, 403 ->
                    throw UnresolvedSecret.permanent(
                            reference,
                            "such a secret, and secretsmanager:GetSecretValue on it",
                            "status " + answer.status());
            default ->
                    throw UnresolvedSecret.passing(
                            reference, "status 200 of AWS", "status " + answer.status());
        }
        if (!(answer.body().get("SecretString") instanceof String whole) || whole.isEmpty()) {
            throw UnresolvedSecret.permanent(reference, "a secret that is a text", "none");
        }
        return reference.key().isEmpty() ? whole : value(reference, whole);
    }

    private static String value(SecretReference reference, String whole) {
        try {
            var found = SourceHttp.map(JsonValues.read(whole)).get(reference.requireKey());
            if (found instanceof String text && !text.isEmpty()) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Told below, without the text: it is the secret.
        }
        throw UnresolvedSecret.permanent(
                reference, "a JSON object with a text under that key", "none");
    }

    private Request signed(SecretReference reference) {
        var url =
                SecretProperties.set(settings.url())
                        .orElse("https://secretsmanager." + settings.region() + ".amazonaws.com/");
        var body = JsonValues.write(Map.of("SecretId", reference.place()));
        var unsigned =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(URI.create(url))
                        .putHeader("Content-Type", JSON.toString())
                        .putHeader("X-Amz-Target", TARGET)
                        .build();
        var identity = identity(reference);
        var signed =
                AwsV4HttpSigner.create()
                        .sign(sign ->
                                sign.identity(identity)
                                        .request(unsigned)
                                        .payload(() ->
                                                new java.io.ByteArrayInputStream(
                                                        body.getBytes(StandardCharsets.UTF_8)))
                                        .putProperty(
                                                AwsV4HttpSigner.SERVICE_SIGNING_NAME,
                                                "secretsmanager")
                                        .putProperty(
                                                AwsV4HttpSigner.REGION_NAME, settings.region()))
                        .request();
        var request =
                new Request.Builder()
                        .url(url)
                        .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8), JSON));
        signed.headers()
                .forEach((name, values) -> {
                    if (!name.equalsIgnoreCase("Host")
                            && !name.equalsIgnoreCase("Content-Length")) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        return request.build();
    }

    private AwsCredentials identity(SecretReference reference) {
        try {
            return credentials.get();
        } catch (SdkClientException e) {
            throw UnresolvedSecret.passing(
                    reference, "AWS credentials in the server's surroundings", "none");
        }
    }
}
