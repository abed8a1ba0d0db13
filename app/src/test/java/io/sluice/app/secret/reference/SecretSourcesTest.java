package io.sluice.app.secret.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.app.secret.reference.FakeServer.Asked;
import io.sluice.app.secret.reference.FakeServer.Reply;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

class SecretSourcesTest {
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @TempDir Path folder;

    private SecretSources sources(String allowed, SecretSource... sources) {
        return new SecretSources(List.of(allowed.split(",")), List.of(sources), now::get);
    }

    private static SourceHttp http(FakeServer server) {
        return new SourceHttp(List.of(URI.create(server.url())));
    }

    private static SecretProperties.Vault vault(
            String url, String token, String roleId, String kubernetesRole, Path file) {
        return new SecretProperties.Vault(
                url,
                "team",
                token,
                "",
                roleId,
                "the-secret-id",
                kubernetesRole,
                "k8s",
                file.toString(),
                "");
    }

    private VaultSource vault(FakeServer server, String token, String roleId, String role) {
        return new VaultSource(
                vault(server.url(), token, roleId, role, folder.resolve("jwt")),
                http(server),
                now::get);
    }

    @Test
    void readsVariablesAndFilesThatAreAllowed() throws Exception {
        var file = Files.writeString(folder.resolve("pass"), "from-File-8x\n");
        var sources =
                sources(
                        "env:QUALYS_*,file:" + folder.toRealPath() + "/*",
                        new EnvironmentSource(
                                Map.of("QUALYS_PASSWORD", "from-Env-8x", "HOME", "/x")),
                        new FileSource(new AllowedPlaces(List.of("file:" + folder + "/*"))));

        assertThat(sources.resolve("p", "env:QUALYS_PASSWORD")).isEqualTo("from-Env-8x");
        assertThat(sources.resolve("p", "file:" + file.toRealPath())).isEqualTo("from-File-8x");
        assertThatThrownBy(() -> sources.resolve("p", "env:HOME"))
                .hasMessageContaining("SLUICE_SECRET_REFERENCES");
        assertThatThrownBy(() -> sources.resolve("p", "env:QUALYS_OTHER"))
                .hasMessageContaining("not set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env:HOME",
                "env:SLUICE_MASTER_KEY",
                "env:PATH ",
                "file:/etc/passwd",
                "file:/run/secrets/../../etc/passwd",
                "file:/run/secrets/./x",
                "file:/run//secrets/x",
                "file:/run/secrets/deeper/x",
                "file:/run/secretsx/y",
                "file:etc/passwd",
                "FILE:/run/secrets/x",
                "vault:kv/other/path#key",
                "vault:kv/alpha/../beta/x#key",
                "aws:prod/x",
                "jndi:ldap://x",
                "http://127.0.0.1/",
                "env:A\nB",
                "${env:HOME}",
                ""
            })
    void refusesWhatNobodyAllowed(String reference) {
        var sources =
                sources(
                        "env:*_PASSWORD,env:SLUICE_*,file:/run/secrets/*,vault:kv/{project}/**",
                        new EnvironmentSource(System.getenv()),
                        new FileSource(new AllowedPlaces(List.of("file:/run/secrets/*"))));

        assertThat(sources.refusal("alpha", reference)).isPresent();
        assertThatThrownBy(() -> sources.resolve("alpha", reference))
                .isInstanceOf(UnresolvedSecret.class);
    }

    @Test
    void keepsProjectsApart() {
        var allowed = new AllowedPlaces(List.of("vault:kv/{project}/**"));

        assertThat(allowed.allow("alpha", SecretReference.parse("vault:kv/alpha/x#k"))).isTrue();
        assertThat(allowed.allow("beta", SecretReference.parse("vault:kv/alpha/x#k"))).isFalse();
        assertThat(allowed.allow(".*", SecretReference.parse("vault:kv/alpha/x#k"))).isFalse();
    }

    @Test
    void followsNoLinkOutOfTheAllowedFolder() throws Exception {
        var secrets = Files.createDirectory(folder.resolve("secrets"));
        var outside = Files.writeString(folder.resolve("outside"), "not yours");
        Files.createSymbolicLink(secrets.resolve("link"), outside);
        Files.createDirectory(secrets.resolve("..data"));
        Files.writeString(secrets.resolve("..data/inside"), "yours");
        Files.createSymbolicLink(secrets.resolve("inside"), Path.of("..data/inside"));
        var pattern = "file:" + secrets + "/*";
        var sources = sources(pattern, new FileSource(new AllowedPlaces(List.of(pattern))));

        assertThat(sources.resolve("p", "file:" + secrets + "/inside")).isEqualTo("yours");
        assertThatThrownBy(() -> sources.resolve("p", "file:" + secrets + "/link"))
                .hasMessageContaining("allowed folder")
                .hasMessageNotContaining("not yours");
    }

    @Test
    void readsVaultByTokenAndKeepsWhatItReadForHalfAMinute() {
        var value = new AtomicReference<>("1st-Value-of-vault");
        try (var server =
                new FakeServer(_ ->
                        new Reply(
                                200,
                                "{\"data\":{\"data\":{\"password\":\"%s\"},\"metadata\":{\"version\":2}}}"
                                        .formatted(value.get())))) {
            var sources = sources("vault:kv/**", vault(server, "s.token", "", ""));

            assertThat(sources.resolve("p", "vault:kv/team/qualys#password"))
                    .isEqualTo("1st-Value-of-vault");
            value.set("2nd-Value-of-vault");
            assertThat(sources.resolve("p", "vault:kv/team/qualys#password"))
                    .isEqualTo("1st-Value-of-vault");
            now.set(START.plus(SecretSources.KEPT).plusMillis(1));
            assertThat(sources.resolve("p", "vault:kv/team/qualys#password"))
                    .isEqualTo("2nd-Value-of-vault");

            var asked = server.asked().getFirst();
            assertThat(server.asked()).hasSize(2);
            assertThat(asked.method() + " " + asked.path())
                    .isEqualTo("GET /v1/kv/data/team/qualys");
            assertThat(asked.header().apply("X-Vault-Token")).isEqualTo("s.token");
            assertThat(asked.header().apply("X-Vault-Namespace")).isEqualTo("team");
        }
    }

    private static Reply vaultOf(Asked asked, String path, String body, String token) {
        if (asked.method().equals("POST")) {
            return asked.path().equals(path) && asked.body().contains(body)
                    ? new Reply(
                            200,
                            "{\"auth\":{\"client_token\":\"%s\",\"lease_duration\":100}}"
                                    .formatted(token))
                    : new Reply(400, "{\"errors\":[\"invalid role\"]}");
        }
        return asked.header().apply("X-Vault-Token").equals(token)
                ? new Reply(200, "{\"data\":{\"data\":{\"k\":\"v-of-vault\"}}}")
                : new Reply(403, "{\"errors\":[\"permission denied\"]}");
    }

    private static String current(AtomicReference<String> token) {
        return Objects.requireNonNull(token.get());
    }

    @Test
    void signsInToVaultByAppRoleAndAgainWhenTheTokenIsRevoked() {
        var token = new AtomicReference<>("t1");
        try (var server =
                new FakeServer(asked ->
                        vaultOf(
                                asked,
                                "/v1/auth/approle/login",
                                "the-secret-id",
                                current(token)))) {
            var source = vault(server, "", "the-role", "");

            var reference = SecretReference.parse("vault:kv/a#k");
            assertThat(source.read(reference)).isEqualTo("v-of-vault");
            assertThat(source.read(reference)).isEqualTo("v-of-vault");
            assertThat(server.asked().stream().filter(one -> one.method().equals("POST")))
                    .as("one sign-in for both")
                    .hasSize(1);
            token.set("t2");
            assertThat(source.read(reference)).isEqualTo("v-of-vault");
            now.set(START.plus(Duration.ofSeconds(81)));
            assertThat(source.read(reference)).isEqualTo("v-of-vault");
            assertThat(server.asked().stream().filter(one -> one.method().equals("POST")))
                    .as("a lease of 100 s is used for 80 s")
                    .hasSize(3);
        }
    }

    @Test
    void signsInToVaultByServiceAccount() throws Exception {
        Files.writeString(folder.resolve("jwt"), "the.service.jwt\n");
        try (var server =
                new FakeServer(
                        asked -> vaultOf(asked, "/v1/auth/k8s/login", "the.service.jwt", "t3"))) {
            assertThat(vault(server, "", "", "sluice").read(SecretReference.parse("vault:kv/a#k")))
                    .isEqualTo("v-of-vault");
        }
    }

    @Test
    void tellsWhatIsWrongWithoutWhatVaultSaid() {
        for (int status : List.of(403, 404, 500, 302)) {
            try (var server = new FakeServer(_ -> new Reply(status, "leak-this-not"))) {
                var source = vault(server, "s.token-x", "", "");
                assertThatThrownBy(() -> source.read(SecretReference.parse("vault:kv/a#k")))
                        .isInstanceOf(UnresolvedSecret.class)
                        .hasMessageContaining("vault:kv/a#k")
                        .hasMessageContaining(String.valueOf(status))
                        .hasMessageNotContaining("leak-this-not")
                        .hasMessageNotContaining("s.token-x");
            }
        }
    }

    @Test
    void failsClosedWhenTheKeyIsMissingOrNoText() {
        try (var server =
                new FakeServer(_ -> new Reply(200, "{\"data\":{\"data\":{\"k\":\"\",\"n\":7}}}"))) {
            for (var key : List.of("#k", "#n", "#absent", "")) {
                var source = vault(server, "t", "", "");
                assertThatThrownBy(() -> source.read(SecretReference.parse("vault:kv/a" + key)))
                        .isInstanceOf(UnresolvedSecret.class);
            }
        }
    }

    @Test
    void readsSecretsOfTheCluster() throws Exception {
        var token = Files.writeString(folder.resolve("token"), "sa-token");
        try (var server =
                new FakeServer(asked ->
                        asked.path().equals("/api/v1/namespaces/security/secrets/qualys")
                                ? new Reply(200, "{\"data\":{\"password\":\"cGFzcy1vZi1rOHM=\"}}")
                                : new Reply(404, "{}"))) {
            var source =
                    new KubernetesSource(
                            new SecretProperties.Kubernetes(server.url(), token.toString(), ""),
                            http(server));

            assertThat(source.read(SecretReference.parse("kubernetes:security/qualys#password")))
                    .isEqualTo("pass-of-k8s");
            assertThat(server.asked().getFirst().header().apply("Authorization"))
                    .isEqualTo("Bearer sa-token");
            assertThatThrownBy(
                            () -> source.read(SecretReference.parse("kubernetes:security/other#x")))
                    .hasMessageContaining("404");
            assertThatThrownBy(() -> source.read(SecretReference.parse("kubernetes:a/b/c#x")))
                    .hasMessageContaining("another form");
        }
    }

    @Test
    void readsSecretsOfAwsSignedAndTakesOneValueOfThem() {
        try (var server =
                new FakeServer(asked ->
                        asked.body().contains("prod/json")
                                ? new Reply(
                                        200,
                                        "{\"SecretString\":\"{\\\"user\\\":\\\"u\\\",\\\"pw\\\":\\\"of-aws\\\"}\"}")
                                : new Reply(200, "{\"SecretString\":\"plain-of-aws\"}"))) {
            var source =
                    new AwsSource(
                            new SecretProperties.Aws("eu-west-1", server.url() + "/"),
                            http(server),
                            () -> AwsBasicCredentials.create("AKIDEXAMPLE", "the-aws-key"));

            assertThat(source.read(SecretReference.parse("aws:prod/plain")))
                    .isEqualTo("plain-of-aws");
            assertThat(source.read(SecretReference.parse("aws:prod/json#pw"))).isEqualTo("of-aws");
            assertThatThrownBy(() -> source.read(SecretReference.parse("aws:prod/json#absent")))
                    .hasMessageNotContaining("of-aws");
            var asked = server.asked().getFirst();
            assertThat(asked.header().apply("X-Amz-Target"))
                    .isEqualTo("secretsmanager.GetSecretValue");
            assertThat(asked.header().apply("Authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                    .contains("/eu-west-1/secretsmanager/aws4_request")
                    .contains("x-amz-target")
                    .doesNotContain("the-aws-key");
            assertThat(asked.body()).isEqualTo("{\"SecretId\":\"prod/plain\"}");
        }
    }

    @Test
    void reachesNoPrivateAddressButTheOneThatIsConfigured() {
        try (var server = new FakeServer(_ -> new Reply(200, "{}"))) {
            var elsewhere = new SourceHttp(List.of(URI.create("http://127.0.0.1:1")));
            var source =
                    new VaultSource(vault(server.url(), "t", "", "", folder), elsewhere, now::get);

            assertThatThrownBy(() -> source.read(SecretReference.parse("vault:kv/a#k")))
                    .hasMessageContaining("EgressRefused");
            assertThat(server.asked()).isEmpty();
        }
    }
}
