package io.sluice.app.provider;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The identity providers of the environment, by the id that stands in their variables:
/// `SLUICE_OIDC_ACME_ISSUER` is the issuer of `acme`.
///
/// @param oidc none when absent
@ConfigurationProperties("sluice")
record ProviderProperties(@Nullable Map<String, Given> oidc) {

    /// One provider as it was given.
    ///
    /// @param title what the button says after "Sign in with"; the id if empty
    /// @param clientSecret empty for a client without one
    /// @param roles `group=role role, group=role`; the group `*` is everybody
    /// @param groups `group=group group, group=group`: whom the provider has in the first is in
    ///   those groups here
    /// @param rolesClaim where in the ID token the groups are, with dots for what is inside
    /// @param nameClaim what a new account is called after
    record Given(
            @DefaultValue("") String issuer,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("") String title,
            @DefaultValue("groups") String rolesClaim,
            @DefaultValue("") String roles,
            @DefaultValue("") String groups,
            @DefaultValue("preferred_username") String nameClaim,
            @DefaultValue("openid profile email") String scopes) {
        @Override
        public String toString() {
            return "Given[" + issuer + "]";
        }
    }
}
