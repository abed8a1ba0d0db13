package io.sluice.app.provider;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import io.sluice.app.profile.SluiceProperties;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.GuardedClient;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.springframework.stereotype.Component;

/// Calls to identity providers: through the egress guard, over TLS (but for an address that is
/// allowed by configuration), within ten seconds, at most 1 MiB, no redirects.
@Component
class ProviderHttp implements HTTPRequestSender, ResourceRetriever {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LONGEST = 1024L * 1024;

    private final Set<String> plain;
    private final OkHttpClient http;

    ProviderHttp(NodeEnvironment environment, SluiceProperties properties) {
        plain = properties.privateHosts();
        var guard = new EgressGuard(environment);
        http =
                GuardedClient.builder(guard)
                        .retryOnConnectionFailure(true)
                        .callTimeout(PATIENCE)
                        .build();
    }

    /// Whether an address may be called, or a browser be sent there.
    boolean trusted(URI address) {
        var url = HttpUrl.get(address);
        return url != null && trusted(url);
    }

    private boolean trusted(HttpUrl url) {
        return url.isHttps() || plain.contains(url.host() + ":" + url.port());
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        var out = new Request.Builder().url(request.getURL());
        request.getHeaderMap()
                .forEach((name, values) -> values.forEach(value -> out.addHeader(name, value)));
        var body = request.getBody();
        out.method(
                request.getMethod().name(),
                body == null ? null : RequestBody.create(body.getBytes(StandardCharsets.UTF_8)));
        return exchange(out.build());
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        var answer = get(url.toString());
        return new Resource(Objects.requireNonNullElse(answer.getBody(), ""), "application/json");
    }

    /// @throws IOException also if the answer is not 200
    HTTPResponse get(String url) throws IOException {
        var answer = exchange(new Request.Builder().url(url).build());
        if (answer.getStatusCode() != HTTPResponse.SC_OK) {
            throw new IOException("Expected 200 from " + url + ", found " + answer.getStatusCode());
        }
        return answer;
    }

    private HTTPResponse exchange(Request request) throws IOException {
        if (!trusted(request.url())) {
            throw new IOException("Expected an https address, found " + request.url());
        }
        try (var response = http.newCall(request).execute()) {
            var answer = new HTTPResponse(response.code());
            response.headers().names().stream()
                    .filter(name -> !name.equalsIgnoreCase("Set-Cookie"))
                    .forEach(name ->
                            answer.setHeader(name, response.headers(name).toArray(String[]::new)));
            answer.setBody(text(response));
            return answer;
        }
    }

    private static String text(Response response) throws IOException {
        var body = new Buffer();
        var source = response.body().source();
        while (body.size() <= LONGEST && source.read(body, LONGEST + 1 - body.size()) != -1) {}
        if (body.size() > LONGEST) {
            throw new IOException("Expected at most " + LONGEST + " bytes, found more");
        }
        return body.readUtf8();
    }
}
