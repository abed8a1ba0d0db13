package io.sluice.app.secret.reference;

import io.sluice.codec.value.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/// `vault:mount/path#key`: HashiCorp Vault, key-value engine version 2. The protocol is that of
/// Vault's HTTP API: `GET /v1/<mount>/data/<path>` with `X-Vault-Token`.
final class VaultSource implements SecretSource {
    private static final MediaType JSON = MediaType.get("application/json");

    private final SecretProperties.Vault settings;
    private final SourceHttp http;
    private final InstantSource clock;
    private volatile Optional<SignIn> signIn = Optional.empty();

    private record SignIn(String token, Instant until) {
        @Override
        public String toString() {
            return "SignIn";
        }
    }

    VaultSource(SecretProperties.Vault settings, SourceHttp http, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String scheme() {
        return "vault";
    }

    @Override
    public boolean configured() {
        return !settings.url().isBlank();
    }

    @Override
    public String read(SecretReference reference) {
        var key = reference.requireKey();
        var answer = ask(reference, token(reference));
        if (answer.status() == 403 && signIn.isPresent()) {
            // The token may have been revoked before its time.
            signIn = Optional.empty();
            answer = ask(reference, token(reference));
        }
        if (answer.status() != 200) {
            throw refused(reference, answer.status());
        }
        var data = SourceHttp.map(SourceHttp.map(answer.body().get("data")).get("data"));
        if (data.get(key) instanceof String secret && !secret.isEmpty()) {
            return secret;
        }
        throw UnresolvedSecret.permanent(reference, "a text under that key", "none");
    }

    private SourceHttp.Answer ask(SecretReference reference, String token) {
        int slash = reference.place().indexOf('/');
        if (slash <= 0 || slash == reference.place().length() - 1) {
            throw UnresolvedSecret.permanent(reference, "vault:mount/path#key", "no path");
        }
        var path =
                reference.place().substring(0, slash)
                        + "/data/"
                        + reference.place().substring(slash + 1);
        return http.ask(
                reference,
                request(path).header("X-Vault-Token", token).get().build(),
                settings.caFile());
    }

    private Request.Builder request(String path) {
        var base = settings.url().strip().replaceFirst("/+$", "");
        var request =
                new Request.Builder().url(base + "/v1/" + path).header("X-Vault-Request", "true");
        SecretProperties.set(settings.namespace())
                .ifPresent(namespace -> request.header("X-Vault-Namespace", namespace));
        return request;
    }

    private static UnresolvedSecret refused(SecretReference reference, int status) {
        return switch (status) {
            case 403 ->
                    UnresolvedSecret.permanent(
                            reference,
                            "Vault to let us read it",
                            "it does not (403); check the policy of the token or role");
            case 404 ->
                    UnresolvedSecret.permanent(
                            reference,
                            "such a secret in Vault",
                            "none (404), or a deleted version");
            default ->
                    UnresolvedSecret.passing(
                            reference, "an answer of Vault with status 200", "status " + status);
        };
    }

    private String token(SecretReference reference) {
        var fixed = SecretProperties.set(settings.token()).or(() -> fromFile(reference));
        if (fixed.isPresent()) {
            return fixed.get();
        }
        var known = signIn.filter(one -> one.until().isAfter(clock.instant()));
        return known.orElseGet(() -> signedIn(reference)).token();
    }

    private Optional<String> fromFile(SecretReference reference) {
        return SecretProperties.set(settings.tokenFile()).map(file -> file(reference, file));
    }

    private SignIn signedIn(SecretReference reference) {
        var made =
                settings.roleId().isBlank()
                        ? signIn(
                                reference,
                                "auth/" + settings.kubernetesMount() + "/login",
                                Map.of(
                                        "role",
                                        settings.kubernetesRole(),
                                        "jwt",
                                        file(reference, settings.serviceAccountFile())))
                        : signIn(
                                reference,
                                "auth/approle/login",
                                Map.of(
                                        "role_id", settings.roleId(),
                                        "secret_id", settings.secretId()));
        signIn = Optional.of(made);
        return made;
    }

    private SignIn signIn(SecretReference reference, String path, Map<String, String> body) {
        var answer =
                http.ask(
                        reference,
                        request(path)
                                .post(RequestBody.create(JsonValues.write(body), JSON))
                                .build(),
                        settings.caFile());
        var auth = SourceHttp.map(answer.body().get("auth"));
        if (answer.status() != 200 || !(auth.get("client_token") instanceof String token)) {
            throw answer.status() >= 500
                    ? refused(reference, answer.status())
                    : UnresolvedSecret.permanent(
                            reference,
                            "Vault to sign us in at " + path,
                            "status " + answer.status());
        }
        long seconds = auth.get("lease_duration") instanceof Number lease ? lease.longValue() : 60;
        // Before it ends, and never for ever.
        var used = Duration.ofSeconds(Math.clamp(seconds * 4 / 5, 1, 3600));
        return new SignIn(token, clock.instant().plus(used));
    }

    private static String file(SecretReference reference, String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw UnresolvedSecret.passing(
                    reference, "a readable file " + file + " to sign in with", "none");
        }
    }
}
