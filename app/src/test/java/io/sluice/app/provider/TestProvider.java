package io.sluice.app.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.codec.value.JsonValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An OpenID Connect provider over real sockets, which can be made to lie.
public final class TestProvider implements AutoCloseable {
    public static final String CLIENT = "sluice";
    public static final String SECRET = "a secret of thirty-two characters and more";

    private static final AtomicInteger KEYS = new AtomicInteger();

    private final HttpServer server;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private volatile RSAKey key = newKey();
    private volatile UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;
    private volatile Signing signing = this::signed;
    private volatile Map<String, Object> metadata = Map.of();

    /// Makes the ID token of claims.
    @FunctionalInterface
    public interface Signing {
        String token(JWTClaimsSet claims) throws JOSEException;
    }

    private record Grant(Map<String, String> request, Map<String, Object> person) {}

    public TestProvider() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", this::discovery);
        server.createContext("/keys", this::keys);
        server.createContext("/token", this::token);
        server.start();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("key-" + KEYS.incrementAndGet()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String hostPort() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public RSAKey key() {
        return key;
    }

    /// Signs with a new key from now on, and publishes that one alone.
    public void rotate() {
        key = newKey();
    }

    /// Tells the truth again.
    public void honest() {
        claims = builder -> builder;
        signing = this::signed;
        metadata = Map.of();
    }

    public void claiming(UnaryOperator<JWTClaimsSet.Builder> lie) {
        claims = lie;
    }

    public void signing(Signing lie) {
        signing = lie;
    }

    public void describing(Map<String, Object> lie) {
        metadata = lie;
    }

    /// What happens when somebody has signed in here.
    ///
    /// @param authorization where the browser was sent
    /// @param person claims, with `sub`
    /// @return the query with which the browser goes back
    public String authorized(URI authorization, Map<String, Object> person) {
        var request = query(authorization.getRawQuery());
        var code = "code-" + KEYS.incrementAndGet();
        grants.put(code, new Grant(request, person));
        return "code=" + code + "&state=" + encode(request.getOrDefault("state", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> query(String text) {
        var values = new HashMap<String, String>();
        for (var pair : text.split("&")) {
            var parts = pair.split("=", 2);
            values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return values;
    }

    private void discovery(HttpExchange exchange) throws IOException {
        var described =
                new LinkedHashMap<String, Object>(
                        Map.of(
                                "issuer", issuer(),
                                "authorization_endpoint", issuer() + "/authorize",
                                "token_endpoint", issuer() + "/token",
                                "jwks_uri", issuer() + "/keys",
                                "response_types_supported", List.of("code"),
                                "subject_types_supported", List.of("public"),
                                "id_token_signing_alg_values_supported",
                                        List.of("RS256", "HS256", "none")));
        described.putAll(metadata);
        answer(exchange, 200, JsonValues.write(described));
    }

    private void keys(HttpExchange exchange) throws IOException {
        answer(exchange, 200, new JWKSet(key).toPublicJWKSet().toString());
    }

    private void token(HttpExchange exchange) throws IOException {
        var form =
                query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var grant = grants.remove(form.getOrDefault("code", ""));
        var basic = exchange.getRequestHeaders().getFirst("Authorization");
        if (grant == null
                || !form.getOrDefault("redirect_uri", "")
                        .equals(grant.request().get("redirect_uri"))
                || !challenge(form.getOrDefault("code_verifier", ""))
                        .equals(grant.request().get("code_challenge"))
                || !"S256".equals(grant.request().get("code_challenge_method"))
                || !knows(basic)) {
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        answer(
                exchange,
                200,
                JsonValues.write(
                        Map.of(
                                "access_token", "unused",
                                "token_type", "Bearer",
                                "id_token", idToken(grant))));
    }

    private static boolean knows(@Nullable String basic) {
        var given = encode(CLIENT) + ":" + encode(SECRET);
        return ("Basic "
                        + Base64.getEncoder()
                                .encodeToString(given.getBytes(StandardCharsets.UTF_8)))
                .equals(basic);
    }

    private static String challenge(String verifier) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String idToken(Grant grant) {
        var now = Instant.now();
        var builder =
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(CLIENT)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .claim("nonce", grant.request().get("nonce"));
        grant.person().forEach(builder::claim);
        try {
            return signing.token(claims.apply(builder).build());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(JWTClaimsSet content) throws JOSEException {
        return signed(content, key);
    }

    /// Signs with RS256.
    public static String signed(JWTClaimsSet content, RSAKey with) throws JOSEException {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(with.getKeyID()).build(),
                        content);
        token.sign(new RSASSASigner(with));
        return token.serialize();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
