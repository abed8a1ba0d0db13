package io.sluice.app.secret.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import okhttp3.Request;

/// `kubernetes:namespace/name#key`: a Secret of the cluster, read with the pod's service account,
/// which needs the verb `get` on it.
final class KubernetesSource implements SecretSource {
    private static final Pattern PLACE =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?/[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

    private final SecretProperties.Kubernetes settings;
    private final SourceHttp http;

    KubernetesSource(SecretProperties.Kubernetes settings, SourceHttp http) {
        this.settings = settings;
        this.http = http;
    }

    @Override
    public String scheme() {
        return "kubernetes";
    }

    @Override
    public boolean configured() {
        return !settings.url().isBlank();
    }

    @Override
    public String read(SecretReference reference) {
        var key = reference.requireKey();
        if (!PLACE.matcher(reference.place()).matches()) {
            throw UnresolvedSecret.permanent(
                    reference, "kubernetes:namespace/name#key", "another form");
        }
        var answer = http.ask(reference, request(reference), settings.caFile());
        switch (answer.status()) {
            case 200 -> {}
            case 401, 403 ->
                    throw UnresolvedSecret.permanent(
                            reference,
                            "the service account to be allowed 'get' on that Secret",
                            "status " + answer.status());
            case 404 -> throw UnresolvedSecret.permanent(reference, "such a Secret", "none (404)");
            default ->
                    throw UnresolvedSecret.passing(
                            reference, "status 200 of the cluster", "status " + answer.status());
        }
        if (SourceHttp.map(answer.body().get("data")).get(key) instanceof String encoded) {
            return decoded(reference, encoded);
        }
        throw UnresolvedSecret.permanent(reference, "a value under that key", "none");
    }

    private Request request(SecretReference reference) {
        var parts = reference.place().split("/", 2);
        var base = settings.url().strip().replaceFirst("/+$", "");
        return new Request.Builder()
                .url(base + "/api/v1/namespaces/" + parts[0] + "/secrets/" + parts[1])
                .header("Authorization", "Bearer " + token(reference))
                .header("Accept", "application/json")
                .build();
    }

    /// Read anew each time: the cluster renews it.
    private String token(SecretReference reference) {
        try {
            return Files.readString(Path.of(settings.tokenFile()), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw UnresolvedSecret.passing(
                    reference, "the service account's token in " + settings.tokenFile(), "none");
        }
    }

    private static String decoded(SecretReference reference, String encoded) {
        try {
            var text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            if (!text.isEmpty()) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw UnresolvedSecret.permanent(reference, "a value in Base64", "none");
    }
}
