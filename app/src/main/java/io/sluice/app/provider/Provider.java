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
/// @param groups which groups of people here those of one of its groups are in; likewise
record Provider(
        String id,
        String title,
        String issuer,
        String clientId,
        String clientSecret,
        String rolesClaim,
        Map<String, Set<Role>> roles,
        Map<String, Set<String>> groups,
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
                roles(id, given),
                groups(id, given.groups()),
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

    private static Map<String, Set<Role>> roles(String id, Given given) {
        var expected = "as 'security=admin editor, staff=viewer'";
        var roles = new LinkedHashMap<String, Set<Role>>();
        entries(id, given.roles(), "ROLES", expected)
                .forEach((group, keys) -> {
                    if (keys.stream().anyMatch(key -> Role.find(key).isEmpty())) {
                        throw wrong(id, "ROLES", expected);
                    }
                    roles.put(group, Role.stored(keys));
                });
        if (roles.isEmpty() && given.groups().isBlank()) {
            throw wrong(
                    id, "ROLES", "which groups have which roles, as 'security=admin, *=viewer'");
        }
        return roles;
    }

    private static Map<String, Set<String>> groups(String id, String text) {
        return entries(id, text, "GROUPS", "as 'security=responders on-call, staff=readers'");
    }

    /// What stands behind each group of the provider's.
    private static Map<String, Set<String>> entries(
            String id, String text, String what, String expected) {
        var entries = new LinkedHashMap<String, Set<String>>();
        for (var entry : text.split(",")) {
            if (entry.isBlank()) {
                continue;
            }
            int sign = entry.lastIndexOf('=');
            var keys = sign < 1 ? List.<String>of() : words(entry.substring(sign + 1));
            if (keys.isEmpty()) {
                throw wrong(id, what, expected);
            }
            entries.computeIfAbsent(entry.substring(0, sign).strip(), _ -> new LinkedHashSet<>())
                    .addAll(keys);
        }
        return entries;
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
    Set<Role> rolesOf(List<String> theirs) {
        var held = EnumSet.noneOf(Role.class);
        held.addAll(behind(roles, theirs));
        return held;
    }

    /// The groups of people here that somebody in these groups is in.
    Set<String> groupsOf(List<String> theirs) {
        return behind(groups, theirs);
    }

    private static <T> Set<T> behind(Map<String, Set<T>> entries, List<String> theirs) {
        var all = new LinkedHashSet<T>(entries.getOrDefault(EVERYBODY, Set.of()));
        theirs.stream()
                .filter(group -> !group.equals(EVERYBODY))
                .forEach(group -> all.addAll(entries.getOrDefault(group, Set.of())));
        return all;
    }

    @Override
    public String toString() {
        return "Provider[" + id + ", " + issuer + "]";
    }
}
