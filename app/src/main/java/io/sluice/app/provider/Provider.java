package io.sluice.app.provider;

import io.sluice.app.provider.ProviderProperties.Given;
import io.sluice.app.security.Role;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// An identity provider, as an administrator of the machine has described it.
///
/// @param id in addresses and the audit log
/// @param roles what each of its groups may do here; the group `*` is everybody
record Provider(
        String id,
        String title,
        String issuer,
        String clientId,
        String clientSecret,
        String rolesClaim,
        Map<String, Set<Role>> roles,
        String nameClaim,
        List<String> scopes) {
    private static final Pattern ID = Pattern.compile("[a-z0-9]{1,32}");
    private static final String EVERYBODY = "*";

    /// @throws IllegalStateException that names the variable if something is missing or wrong
    static Provider of(String id, Given given) {
        if (!ID.matcher(id).matches() || id.equals("password")) {
            throw wrong(id, "", "an id of letters and digits, not 'password'");
        }
        if (!isAddress(given.issuer())) {
            throw wrong(id, "ISSUER", "the issuer's address, as https://id.example.com");
        }
        if (given.clientId().isBlank()) {
            throw wrong(id, "CLIENT_ID", "the id under which the provider knows this installation");
        }
        return new Provider(
                id,
                given.title().isBlank() ? id : given.title().strip(),
                given.issuer().strip(),
                given.clientId().strip(),
                given.clientSecret(),
                given.rolesClaim().strip(),
                roles(id, given.roles()),
                given.nameClaim().strip(),
                scopes(given.scopes()));
    }

    private static boolean isAddress(String issuer) {
        try {
            var uri = URI.create(issuer.strip());
            return uri.getHost() != null
                    && Set.of("http", "https").contains(uri.getScheme())
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Map<String, Set<Role>> roles(String id, String text) {
        var roles = new LinkedHashMap<String, Set<Role>>();
        for (var entry : text.split(",")) {
            if (entry.isBlank()) {
                continue;
            }
            int sign = entry.lastIndexOf('=');
            var keys = sign < 1 ? List.<String>of() : words(entry.substring(sign + 1));
            if (keys.isEmpty() || keys.stream().anyMatch(key -> Role.find(key).isEmpty())) {
                throw wrong(id, "ROLES", "as 'security=admin editor, staff=viewer'");
            }
            roles.computeIfAbsent(entry.substring(0, sign).strip(), _ -> EnumSet.noneOf(Role.class))
                    .addAll(Role.stored(keys));
        }
        if (roles.isEmpty()) {
            throw wrong(
                    id, "ROLES", "which groups have which roles, as 'security=admin, *=viewer'");
        }
        return roles;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("[ +]+")).filter(one -> !one.isEmpty()).toList();
    }

    private static List<String> scopes(String text) {
        var scopes = new LinkedHashSet<>(List.of("openid"));
        scopes.addAll(words(text));
        return List.copyOf(scopes);
    }

    private static IllegalStateException wrong(String id, String what, String expected) {
        return new IllegalStateException(
                "Expected SLUICE_OIDC_"
                        + id.toUpperCase(Locale.ROOT)
                        + (what.isEmpty() ? "_…" : "_" + what)
                        + " to say "
                        + expected
                        + ".");
    }

    /// What somebody in these groups may do.
    Set<Role> rolesOf(List<String> groups) {
        var held = EnumSet.noneOf(Role.class);
        held.addAll(roles.getOrDefault(EVERYBODY, Set.of()));
        groups.stream()
                .filter(group -> !group.equals(EVERYBODY))
                .forEach(group -> held.addAll(roles.getOrDefault(group, Set.of())));
        return held;
    }

    @Override
    public String toString() {
        return "Provider[" + id + ", " + issuer + "]";
    }
}
