package io.sluice.app.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Speaks OpenID Connect with one provider. The protocol and its cryptography are those of the
/// Nimbus libraries; this class says what is accepted: the issuer that was configured and no other,
/// signatures with the provider's own public keys only, this very client as the audience, the nonce
/// of this very browser.
final class ProviderClient {
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    private static final Duration KEYS_AT_MOST_EVERY = Duration.ofSeconds(10);
    private static final int SKEW_SECONDS = 60;

    /// No MACs, for which the client's secret would be the key, and never `none`.
    private static final Set<JWSAlgorithm> SIGNATURES =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private final Provider provider;
    private final ProviderHttp http;
    private final InstantSource clock;
    private @Nullable Known known;

    private record Known(
            OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant until) {}

    ProviderClient(Provider provider, ProviderHttp http, InstantSource clock) {
        this.provider = provider;
        this.http = http;
        this.clock = clock;
    }

    Provider provider() {
        return provider;
    }

    /// Where to send a browser.
    ///
    /// @throws ProviderFailure if the provider cannot be asked how it works
    URI authorization(String cookie, URI redirect) throws ProviderFailure {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        Scope.parse(provider.scopes()),
                        new ClientID(provider.clientId()),
                        redirect)
                .endpointURI(known().metadata().getAuthorizationEndpointURI())
                .state(new State(ProviderRounds.state(cookie)))
                .nonce(new Nonce(ProviderRounds.nonce(cookie)))
                .codeChallenge(
                        new CodeVerifier(ProviderRounds.verifier(cookie)), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /// Whether an answer with this `iss` (RFC 9207) may be from this provider.
    boolean issued(@Nullable String issuer) throws ProviderFailure {
        return issuer == null
                ? !known().metadata().supportsAuthorizationResponseIssuerParam()
                : issuer.equals(provider.issuer());
    }

    /// Exchanges a code for an ID token, and checks it.
    ///
    /// @throws ProviderFailure if there is none, or it is not to be believed
    IDTokenClaimsSet claims(String code, String cookie, URI redirect) throws ProviderFailure {
        var now = known();
        var grant =
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code),
                        redirect,
                        new CodeVerifier(ProviderRounds.verifier(cookie)));
        try {
            var answer = request(now.metadata(), grant).toHTTPRequest().send(http);
            var parsed = OIDCTokenResponseParser.parse(answer);
            if (!parsed.indicatesSuccess()) {
                throw ProviderFailure.refused(
                        "the provider did not take the code: "
                                + parsed.toErrorResponse().getErrorObject().getCode());
            }
            var token = parsed.toSuccessResponse().getTokens().toOIDCTokens().getIDToken();
            if (token == null) {
                throw ProviderFailure.refused("the provider sent no ID token");
            }
            var claims = validator(now).validate(token, new Nonce(ProviderRounds.nonce(cookie)));
            requireForUs(claims);
            return claims;
        } catch (IOException e) {
            throw ProviderFailure.unreachable(provider, e);
        } catch (ParseException | BadJOSEException | JOSEException | ClassCastException e) {
            throw ProviderFailure.refused("the ID token is not to be believed: " + e.getMessage());
        }
    }

    /// A token that several may use says for whom it was made.
    private void requireForUs(IDTokenClaimsSet claims) throws ProviderFailure {
        var party = claims.getAuthorizedParty();
        boolean ours =
                party == null
                        ? claims.getAudience().size() == 1
                        : party.getValue().equals(provider.clientId());
        if (!ours) {
            throw ProviderFailure.refused("the ID token was made for another client");
        }
    }

    private TokenRequest request(OIDCProviderMetadata metadata, AuthorizationCodeGrant grant) {
        var id = new ClientID(provider.clientId());
        var endpoint = metadata.getTokenEndpointURI();
        if (provider.clientSecret().isEmpty()) {
            return new TokenRequest(endpoint, id, grant, null);
        }
        var secret = new Secret(provider.clientSecret());
        var methods = metadata.getTokenEndpointAuthMethods();
        boolean posted =
                methods != null
                        && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return new TokenRequest(
                endpoint,
                posted ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret),
                grant,
                null);
    }

    private IDTokenValidator validator(Known now) {
        var validator =
                new IDTokenValidator(
                        new Issuer(provider.issuer()),
                        new ClientID(provider.clientId()),
                        new JWSVerificationKeySelector<>(SIGNATURES, now.keys()),
                        null);
        validator.setMaxClockSkew(SKEW_SECONDS);
        return validator;
    }

    private synchronized Known known() throws ProviderFailure {
        var now = clock.instant();
        var before = known;
        if (before != null && before.until().isAfter(now)) {
            return before;
        }
        try {
            var metadata = discovered();
            var fresh = new Known(metadata, keys(metadata, before), now.plus(KNOWN_FOR));
            known = fresh;
            return fresh;
        } catch (IOException | ParseException e) {
            throw ProviderFailure.unreachable(provider, e);
        }
    }

    private OIDCProviderMetadata discovered() throws IOException, ParseException {
        var base = provider.issuer().replaceAll("/+$", "");
        var answer = http.get(base + "/.well-known/openid-configuration");
        var metadata = OIDCProviderMetadata.parse(answer.getBody());
        if (!metadata.getIssuer().getValue().equals(provider.issuer())) {
            throw new ParseException(
                    "Expected the issuer " + provider.issuer() + ", found " + metadata.getIssuer());
        }
        for (var address :
                List.of(
                        metadata.getAuthorizationEndpointURI(),
                        metadata.getTokenEndpointURI(),
                        metadata.getJWKSetURI())) {
            if (!http.trusted(address)) {
                throw new ParseException("Expected https addresses, found " + address);
            }
        }
        return metadata;
    }

    /// The keys are fetched anew when one is asked for that is not known.
    private JWKSource<SecurityContext> keys(OIDCProviderMetadata metadata, @Nullable Known before)
            throws MalformedURLException {
        if (before != null && before.metadata().getJWKSetURI().equals(metadata.getJWKSetURI())) {
            return before.keys();
        }
        return JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), http)
                .refreshAheadCache(false)
                .rateLimited(KEYS_AT_MOST_EVERY.toMillis())
                .build();
    }
}
