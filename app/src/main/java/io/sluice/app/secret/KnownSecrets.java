package io.sluice.app.secret;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The secrets that this process has had in its hands, so that they can be blotted out by value and
/// in its usual encodings wherever text leaves: outputs, errors, log lines, step logs. Short ones
/// are not kept: blotting out `admin` would spoil every text and protect nothing.
public final class KnownSecrets {
    public static final String BLOT = "•••";
    private static final int MOST = 10_000;

    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();
    private static final Set<String> FORMS = ConcurrentHashMap.newKeySet();
    private static volatile SecretScan scan = new SecretScan(Set.of());

    private KnownSecrets() {}

    /// Remembers secrets for the life of the process. (The logging system is older than the
    /// application and knows none of its objects; hence the one static here.)
    public static void add(Collection<String> secrets) {
        boolean more = false;
        for (var secret : secrets) {
            if (secret.length() >= SecretForms.SHORTEST
                    && KNOWN.size() < MOST
                    && KNOWN.add(secret)) {
                more |= FORMS.addAll(SecretForms.of(secret));
            }
        }
        if (more) {
            scan = new SecretScan(FORMS);
        }
    }

    /// The text without them.
    public static String blot(String text) {
        return scan.replace(text, BLOT);
    }
}
