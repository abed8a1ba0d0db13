package io.sluice.app.secret.reference;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where a secret is kept, as people write it: `env:QUALYS_PASSWORD`, `file:/run/secrets/qualys`,
/// `kubernetes:security/qualys#password`, `vault:kv/qualys#password`, `aws:prod/qualys#password`.
/// It is no secret itself.
///
/// @param scheme which kind of place
/// @param place where there, without the key
/// @param key which of several values
public record SecretReference(String scheme, String place, Optional<String> key) {
    private static final int LONGEST = 500;
    private static final Pattern FORM =
            Pattern.compile("([a-z]{2,20}):([A-Za-z0-9_./:+=@-]+)(?:#([A-Za-z0-9_.-]{1,253}))?");
    private static final Pattern CLIMBING = Pattern.compile("(^|/)\\.{1,2}(/|$)|//");

    /// @throws IllegalArgumentException that says what was expected
    public static SecretReference parse(String text) {
        var match = FORM.matcher(text);
        if (text.length() > LONGEST || !match.matches()) {
            throw new IllegalArgumentException(
                    "Expected a reference such as env:NAME, file:/run/secrets/name,"
                            + " kubernetes:namespace/name#key, vault:mount/path#key or"
                            + " aws:name#key, found another form.");
        }
        if (CLIMBING.matcher(match.group(2)).find()) {
            throw new IllegalArgumentException(
                    "Expected a place without '.', '..' and empty parts, found '"
                            + match.group(2)
                            + "'.");
        }
        return new SecretReference(
                match.group(1), match.group(2), Optional.ofNullable(match.group(3)));
    }

    /// What is looked up in the list of allowed places.
    String address() {
        return scheme + ":" + place;
    }

    /// The value's key, where the place holds several.
    ///
    /// @throws UnresolvedSecret if the reference names none
    String requireKey() {
        return key.orElseThrow(() ->
                UnresolvedSecret.permanent(
                        this, "a key after '#'", "none; name which of its values is meant"));
    }

    @Override
    public String toString() {
        return address() + key.map(one -> "#" + one).orElse("");
    }
}
