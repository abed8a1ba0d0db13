package io.sluice.nodes.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.endpoints.Ec2EndpointProvider;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/// One call of the EC2 Query protocol, signed by the SDK's signer and sent by the same guarded
/// client: for operations that are named by data, without reflection.
record QueryCall(Ec2 ec2, String action, Map<String, String> fields) {
    private static final String API_VERSION = "2016-11-15";
    private static final int ANSWER_LIMIT = 8 * 1024 * 1024;
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    /// The answer as a tree of maps, lists and texts.
    Map<String, @Nullable Object> send() {
        try {
            var answer = ec2.http().prepareRequest(signed()).call();
            return read(answer);
        } catch (IOException e) {
            throw SdkClientException.create(String.valueOf(e.getMessage()), e);
        }
    }

    private HttpExecuteRequest signed() {
        var payload = ContentStreamProvider.fromUtf8String(form());
        var identity = (AwsCredentialsIdentity) ec2.access().credentials().resolveCredentials();
        var request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(endpoint())
                        .putHeader(
                                "Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                        .build();
        var signed =
                SIGNER.sign(r ->
                        r.request(request)
                                .payload(payload)
                                .identity(identity)
                                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "ec2")
                                .putProperty(AwsV4HttpSigner.REGION_NAME, ec2.region()));
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(payload))
                .build();
    }

    private URI endpoint() {
        return ec2.access()
                .endpoint()
                .orElseGet(() ->
                        Ec2EndpointProvider.defaultProvider()
                                .resolveEndpoint(p -> p.region(Region.of(ec2.region())))
                                .join()
                                .url());
    }

    private String form() {
        var all = new TreeMap<>(fields);
        all.put("Action", action);
        all.put("Version", API_VERSION);
        var form = new StringBuilder();
        all.forEach((name, value) ->
                form.append(form.isEmpty() ? "" : "&")
                        .append(encoded(name))
                        .append('=')
                        .append(encoded(value)));
        return form.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> read(HttpExecuteResponse answer)
            throws IOException {
        var bytes = whole(answer);
        var status = answer.httpResponse().statusCode();
        if (status >= 200 && status < 300) {
            return QueryXml.read(new ByteArrayInputStream(bytes));
        }
        throw failure(status, answer, bytes);
    }

    private static byte[] whole(HttpExecuteResponse answer) throws IOException {
        Optional<? extends InputStream> body = answer.responseBody();
        if (body.isEmpty()) {
            return new byte[0];
        }
        try (var stream = body.get()) {
            var bytes = stream.readNBytes(ANSWER_LIMIT + 1);
            if (bytes.length > ANSWER_LIMIT) {
                throw new IOException("The answer is longer than " + ANSWER_LIMIT + " bytes");
            }
            return bytes;
        }
    }

    private static Ec2Exception failure(int status, HttpExecuteResponse answer, byte[] bytes) {
        var code = "";
        var message = "HTTP " + status;
        try {
            var error = QueryXml.error(new ByteArrayInputStream(bytes));
            code = error.getOrDefault("Code", "");
            message = error.getOrDefault("Message", message);
        } catch (IOException e) {
            // no XML, as from a proxy in between: the status speaks
        }
        var details =
                AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(answer.httpResponse())
                        .rawResponse(SdkBytes.fromByteArray(bytes))
                        .serviceName("Ec2")
                        .build();
        return (Ec2Exception)
                Ec2Exception.builder().awsErrorDetails(details).statusCode(status).build();
    }
}
