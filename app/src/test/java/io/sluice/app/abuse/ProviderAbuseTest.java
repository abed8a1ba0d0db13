package io.sluice.app.abuse;

import static io.sluice.app.provider.ProviderScene.person;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.sluice.app.api.Client;
import io.sluice.app.api.TestServer;
import io.sluice.app.provider.ProviderScene;
import io.sluice.app.provider.TestProvider;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// ASVS V10: what a lying provider, another site or a thief of a code might try.
class ProviderAbuseTest {
    private final ProviderScene scene = ProviderScene.shared();
    private final String name = TestServer.unique("mallory");
    private final Map<String, Object> mallory = person(name, name, "chiefs");

    @AfterEach
    void tellTheTruth() {
        scene.acme.honest();
        scene.other.honest();
    }

    private void refused(Client.Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("PROVIDER_REFUSED");
        assertThat(reply.body()).doesNotContain("nimbus", "Exception", "\tat ");
        assertThat(reply.response().headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.contains("SESSION="));
        assertThat(users()).doesNotContain(name);
        assertThat(lastAudit()).isEqualTo("session.refused");
    }

    private List<String> users() {
        return scene.server.admin().get("/api/v1/users").json().list("items").stream()
                .map(user -> user.text("name"))
                .toList();
    }

    private String lastAudit() {
        return scene.server
                .bean(JdbcClient.class)
                .sql("select action from audit order by seq desc limit 1")
                .query(String.class)
                .single();
    }

    private static Arguments lie(String what, UnaryOperator<JWTClaimsSet.Builder> claims) {
        return Arguments.of(what, claims);
    }

    static Stream<Arguments> lies() {
        var past = Date.from(Instant.now().minusSeconds(600));
        var future = Date.from(Instant.now().plusSeconds(3_600));
        return Stream.of(
                lie("another issuer", claims -> claims.issuer("https://evil.example.com")),
                lie("an issuer with a slash", claims -> claims.issuer("http://127.0.0.1/")),
                lie("no issuer", claims -> claims.issuer(null)),
                lie("another audience", claims -> claims.audience("another-client")),
                lie("no audience", claims -> claims.audience(List.of())),
                lie(
                        "another authorized party",
                        claims ->
                                claims.audience(List.of(TestProvider.CLIENT, "another"))
                                        .claim("azp", "another")),
                lie(
                        "no authorized party among several",
                        claims -> claims.audience(List.of(TestProvider.CLIENT, "another"))),
                lie("expired", claims -> claims.expirationTime(past)),
                lie("no expiry", claims -> claims.expirationTime(null)),
                lie("issued in the future", claims -> claims.issueTime(future)),
                lie("no nonce", claims -> claims.claim("nonce", null)),
                lie("another nonce", claims -> claims.claim("nonce", "guess")),
                lie("no subject", claims -> claims.subject(null)),
                lie("an endless subject", claims -> claims.subject("s".repeat(5_000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void believesNoIdTokenWith(String what, UnaryOperator<JWTClaimsSet.Builder> claims) {
        scene.acme.claiming(claims);

        refused(scene.signIn(mallory));
    }

    @Test
    void believesNoUnsignedIdToken() {
        scene.acme.signing(claims -> new PlainJWT(claims).serialize());

        refused(scene.signIn(mallory));
    }

    @Test
    void believesNoIdTokenSignedWithTheClientsSecret() {
        scene.acme.signing(
                claims -> mac(claims, TestProvider.SECRET.getBytes(StandardCharsets.UTF_8)));

        refused(scene.signIn(mallory));
    }

    @Test
    void believesNoIdTokenSignedWithThePublicKeyAsIfItWereASecret() {
        scene.acme.signing(claims -> mac(claims, scene.acme.key().toRSAPublicKey().getEncoded()));

        refused(scene.signIn(mallory));
    }

    private String mac(JWTClaimsSet claims, byte[] secret) throws com.nimbusds.jose.JOSEException {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(scene.acme.key().getKeyID())
                        .build();
        var token = new SignedJWT(header, claims);
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    @Test
    void believesNoKeyThatComesWithTheToken() {
        scene.acme.signing(claims -> {
            var own = new RSAKeyGenerator(2048).keyID(scene.acme.key().getKeyID()).generate();
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(own.getKeyID())
                            .jwk(own.toPublicJWK())
                            .build();
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(own));
            return token.serialize();
        });

        refused(scene.signIn(mallory));
    }

    @Test
    void believesNoTokenOfAnotherProvider() {
        scene.acme.signing(claims -> TestProvider.signed(claims, scene.other.key()));

        refused(scene.signIn(mallory));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a token", "a.b.c", "", "eyJhbGciOiJub25lIn0.e30."})
    void believesNothingElseInPlaceOfAToken(String text) {
        scene.acme.signing(_ -> text);

        refused(scene.signIn(mallory));
    }

    @Test
    void takesNoAnswerWithoutTheCookieOfTheBrowserThatWentOut() {
        var sent = scene.send("acme");

        refused(scene.receive("acme", scene.acme.authorized(sent.to(), mallory), ""));
    }

    @Test
    void takesNoAnswerInAnotherBrowser() {
        var attacker = scene.send("acme");
        var victim = scene.send("acme");

        refused(
                scene.receive(
                        "acme", scene.acme.authorized(attacker.to(), mallory), victim.cookie()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&state=", "&state=guess", "&state=%20"})
    void takesNoOtherState(String state) {
        var sent = scene.send("acme");
        var code = scene.acme.authorized(sent.to(), mallory).replaceAll("&state=.*", "");

        refused(scene.receive("acme", code + state, sent.cookie()));
    }

    @Test
    void takesNoParameterTwice() {
        var sent = scene.send("acme");
        var query = scene.acme.authorized(sent.to(), mallory);

        assertThat(scene.receive("acme", query + "&state=guess", sent.cookie()).status())
                .isEqualTo(400);
        assertThat(scene.receive("acme", query + "&code=guess", sent.cookie()).status())
                .isEqualTo(400);
    }

    @Test
    void takesAnAnswerOnce() {
        var sent = scene.send("acme");
        var query = scene.acme.authorized(sent.to(), person(name + "x", name + "x", "soc"));
        assertThat(scene.receive("acme", query, sent.cookie()).status()).isEqualTo(303);

        refused(scene.receive("acme", query, sent.cookie()));
    }

    @Test
    void takesNoAnswerAfterTenMinutes() {
        var sent = scene.send("acme");
        scene.server
                .bean(JdbcClient.class)
                .sql("update provider_round set expires_at = expires_at - 600000")
                .update();

        refused(scene.receive("acme", scene.acme.authorized(sent.to(), mallory), sent.cookie()));
    }

    @Test
    void takesNoAnswerOfOneProviderForAnothers() {
        var sent = scene.send("acme");

        refused(scene.receive("other", scene.acme.authorized(sent.to(), mallory), sent.cookie()));
    }

    @Test
    void takesNoAnswerThatNamesAnotherIssuer() {
        var sent = scene.send("acme");
        var query = scene.acme.authorized(sent.to(), mallory);

        refused(scene.receive("acme", query + "&iss=" + scene.other.issuer(), sent.cookie()));
    }

    @Test
    void takesNoCodeThatTheProviderDoesNotKnow() {
        var sent = scene.send("acme");
        var query = scene.acme.authorized(sent.to(), mallory).replaceAll("code-\\d+", "guess");

        refused(scene.receive("acme", query, sent.cookie()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "access_denied", "a\r\nSet-Cookie: x=y"})
    void repeatsNothingThatTheProviderSays(String error) {
        var sent = scene.send("acme");
        var state = scene.acme.authorized(sent.to(), mallory).replaceAll("code=[^&]*&", "");
        var reply =
                scene.receive(
                        "acme",
                        state
                                + "&error="
                                + java.net.URLEncoder.encode(error, StandardCharsets.UTF_8),
                        sent.cookie());

        refused(reply);
        assertThat(reply.body()).doesNotContain("script", "access_denied");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example.com",
        "//evil.example.com",
        "/\\evil.example.com",
        "javascript:alert(1)",
        "/a b",
        "''"
    })
    void sendsNobodyToAnotherSiteAfterwards(String back) {
        var reply =
                scene.server
                        .anonymous()
                        .get(
                                "/api/v1/session/providers/acme?back="
                                        + java.net.URLEncoder.encode(back, StandardCharsets.UTF_8));
        var sent = java.net.URI.create(reply.header("Location"));
        var cookie = reply.header("Set-Cookie").split(";", 2)[0];
        var who = TestServer.unique("lost");

        var arrived =
                scene.receive("acme", scene.acme.authorized(sent, person(who, who, "soc")), cookie);

        assertThat(arrived.header("Location")).isEqualTo("/");
        var failed =
                scene.server
                        .anonymous()
                        .with("Accept", "text/html")
                        .get(
                                "/api/v1/session/providers/none-of-ours?back="
                                        + java.net.URLEncoder.encode(back, StandardCharsets.UTF_8));
        assertThat(failed.header("Location")).startsWith("/#sign-in=");
    }

    @Test
    void linksNobodyByNameOrAddress() {
        var local = scene.server.user("viewer", "admin");
        var claims = new LinkedHashMap<>(person(TestServer.unique("subject"), local, "soc"));
        claims.put("email", local);
        claims.put("email_verified", false);

        var browser = scene.browser(scene.signIn(claims));

        var user = browser.get("/api/v1/session").json();
        assertThat(user.text("user", "name")).isEqualTo(local + ".acme");
        assertThat(user.at("user", "roles").texts())
                .contains("viewer", "operator")
                .doesNotContain("admin");
        assertThat(scene.server.signedIn(local).get("/api/v1/users").status()).isEqualTo(200);
    }

    @Test
    void linksNobodyByAVerifiedAddressEither() {
        var local = scene.server.user("viewer");
        var claims = new LinkedHashMap<>(person(TestServer.unique("subject"), local, "soc"));
        claims.put("email", local);
        claims.put("email_verified", true);

        assertThat(
                        scene.browser(scene.signIn(claims))
                                .get("/api/v1/session")
                                .json()
                                .text("user", "name"))
                .isEqualTo(local + ".acme");
    }

    @Test
    void tellsTheSameSubjectOfTwoProvidersApart() {
        var sub = TestServer.unique("twin");
        scene.signIn(person(sub, sub, "soc"));
        var sent = scene.send("other");

        var arrived =
                scene.receive(
                        "other",
                        scene.other.authorized(sent.to(), person(sub, sub, "soc")),
                        sent.cookie());

        assertThat(scene.browser(arrived).get("/api/v1/session").json().text("user", "name"))
                .isEqualTo(sub + ".other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "аda",
                "ada\u202e",
                "local-cli",
                "ENGINE",
                "../etc",
                "<b>ada</b>",
                "ａｄａ",
                " "
            })
    void callsNobodyByANameThatLooksLikeAnothers(String wish) {
        var subject = TestServer.unique("subject");

        var browser = scene.browser(scene.signIn(person(subject, wish, "soc")));

        assertThat(browser.get("/api/v1/session").json().text("user", "name"))
                .matches("acme-[0-9a-f]{12}");
    }

    @Test
    void tellsNamesApartWhateverTheCase() {
        var local = scene.server.user("viewer");
        var shouted = local.toUpperCase(java.util.Locale.ROOT);

        var browser =
                scene.browser(scene.signIn(person(TestServer.unique("subject"), shouted, "soc")));

        assertThat(browser.get("/api/v1/session").json().text("user", "name"))
                .isEqualTo(shouted + ".acme");
    }

    @Test
    void givesNoRoleToAGroupCalledStar() {
        assertThat(scene.signIn(person(name, name, "*")).code()).isEqualTo("NO_ROLE");
        assertThat(scene.signIn(person(name, name, "admin")).code()).isEqualTo("NO_ROLE");
        assertThat(users()).doesNotContain(name);
    }

    @Test
    void knowsNoOtherProviders() {
        for (var id : List.of("none", "..%2Facme", "ACME", "acme%00")) {
            var reply = scene.server.anonymous().get("/api/v1/session/providers/" + id);
            assertThat(reply.status()).as(id).isBetween(400, 404);
        }
    }

    @Test
    void takesAnAnswerByGetOnly() {
        var sent = scene.send("acme");
        var query = scene.acme.authorized(sent.to(), mallory);

        var reply =
                scene.server
                        .anonymous()
                        .with("Cookie", sent.cookie())
                        .raw(
                                "POST",
                                "/api/v1/session/providers/acme/callback",
                                "application/x-www-form-urlencoded",
                                query);

        assertThat(reply.status()).isEqualTo(405);
    }
}
