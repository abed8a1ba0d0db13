package io.sluice.app.sandbox;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.profile.SluiceProperties;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Speaks to the sandbox's control API. Its address comes from the environment and from nowhere
/// else.
@Component
class SandboxClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Optional<String> url;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();

    SandboxClient(SluiceProperties properties) {
        url = properties.sandbox();
    }

    /// The sandbox's address, if it is on.
    Optional<String> url() {
        return url;
    }

    /// @param path below `/sandbox/`
    HttpResponse<String> send(String method, String path, String json) {
        var base =
                url.orElseThrow(() ->
                        new ApiProblem(
                                ErrorCode.NO_SUCH_ROUTE,
                                "Expected the sandbox to be on, it is off; set"
                                        + " SLUICE_SANDBOX_URL."));
        var body = json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        var request =
                HttpRequest.newBuilder(URI.create(base + "/sandbox/" + path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ApiProblem(
                    ErrorCode.OUTSIDE_FAILED,
                    "Expected the sandbox at " + base + " to answer, it did not; start it.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiProblem(ErrorCode.OUTSIDE_FAILED, "Interrupted.");
        }
    }
}
