package io.sluice.app.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownSecretsTest {
    private static final String SECRET = "Qx7/&\"z\\9+ü=Wq~4 k*%Lm<>'Rt2";

    static Stream<String> forms() {
        var bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        var url = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return Stream.of(
                SECRET,
                url,
                url.toLowerCase(java.util.Locale.ROOT).isEmpty() ? "" : url.replace("+", "%20"),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                SECRET.replace("\\", "\\\\").replace("\"", "\\\""),
                SECRET.replace("\\", "\\\\").replace("\"", "\\\"").replace("ü", "\\u00fc"),
                SECRET.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void blotsASecretInEachOfItsForms(String form) {
        KnownSecrets.add(List.of(SECRET));

        var blotted = KnownSecrets.blot("before " + form + " after");

        assertThat(blotted).startsWith("before •••").endsWith(" after").hasSizeLessThan(24);
    }

    @Test
    void blotsItWithinBasicAuthenticationWhateverTheUser() {
        KnownSecrets.add(List.of("correct-horse-battery"));
        for (var user : List.of("u", "us", "use", "user")) {
            var header =
                    Base64.getEncoder()
                            .encodeToString(
                                    (user + ":correct-horse-battery")
                                            .getBytes(StandardCharsets.UTF_8));

            var left = KnownSecrets.blot("Basic " + header).replace("Basic ", "");

            assertThat(left).contains("•••").hasSizeLessThan(header.length() / 2);
        }
    }

    @Test
    void blotsWhatATextThatWasCutShortStillShows() {
        KnownSecrets.add(List.of("AKx9mP2qLw7vRt4yUz8nBc6dEf3gHj5k"));

        assertThat(KnownSecrets.blot("at " + "AKx9mP2qLw7vRt4yUz8n" + "…")).isEqualTo("at •••…");
        assertThat(KnownSecrets.blot("Lw7vRt4yUz8nBc6dEf3gHj5k")).isEqualTo("•••");
    }

    @Test
    void blotsEachLineOfAPrivateKeyButNotItsFrame() {
        var key =
                """
                -----BEGIN PRIVATE KEY-----
                MIIEvQIBADANBgkqhkiG9w0BAQEF
                AASCBKcwggSjAgEAAoIBAQC7
                -----END PRIVATE KEY-----
                """;
        KnownSecrets.add(List.of(key));

        assertThat(KnownSecrets.blot("x MIIEvQIBADANBgkqhkiG9w0BAQEF y")).isEqualTo("x ••• y");
        assertThat(KnownSecrets.blot("-----BEGIN PRIVATE KEY-----"))
                .isEqualTo("-----BEGIN PRIVATE KEY-----");
    }

    @Test
    void leavesAllElseAsItIs() {
        KnownSecrets.add(List.of("short", "tiny", "Zq8!longer-one"));

        assertThat(KnownSecrets.blot("short tiny i-0123456789abcdef0 200 OK"))
                .isEqualTo("short tiny i-0123456789abcdef0 200 OK");
        assertThat(KnownSecrets.blot("")).isEmpty();
        assertThat(KnownSecrets.blot("Zq8!longer-oneZq8!longer-one end")).isEqualTo("••• end");
    }
}
