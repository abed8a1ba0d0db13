package io.sluice.app.provider;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads claims, which may be anything a provider can write down.
final class Claims {
    private static final String MAIL = "email";

    private Claims() {}

    /// The texts in a claim: a list or a single one.
    ///
    /// @param name of the claim; or, if there is none of this name, the way into an object: `a.b`
    static List<String> texts(IDTokenClaimsSet claims, String name) {
        var found = find(claims.toJSONObject(), name);
        if (found instanceof String text) {
            return List.of(text);
        }
        return found instanceof List<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }

    private static @Nullable Object find(Map<?, ?> claims, String name) {
        var whole = claims.get(name);
        int dot = name.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, name.substring(dot + 1))
                : null;
    }

    /// What somebody is to be called. An address of mail that the provider has not verified is
    /// anybody's and so nobody's name.
    static Optional<String> name(IDTokenClaimsSet claims, String claim) {
        if (claim.equals(MAIL)
                && !Boolean.TRUE.equals(claims.toJSONObject().get("email_verified"))) {
            return Optional.empty();
        }
        return claims.toJSONObject().get(claim) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }
}
