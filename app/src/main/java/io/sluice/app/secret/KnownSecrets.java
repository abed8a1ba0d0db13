package io.sluice.app.secret;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The secrets that this process has had in its hands, so that they can be blotted out by value
/// wherever text leaves: in log lines and step logs. Short ones are not kept: blotting out `admin`
/// would spoil every text and protect nothing.
public final class KnownSecrets {
    private static final String BLOT = "•••";
    private static final int SHORTEST = 6;
    private static final int MOST = 10_000;

    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();
    private static volatile List<String> longestFirst = List.of();

    private KnownSecrets() {}

    /// Remembers secrets for the life of the process. (The logging system is older than the
    /// application and knows none of its objects; hence the one static here.)
    public static void add(Collection<String> secrets) {
        boolean more = false;
        for (var secret : secrets) {
            if (secret.length() >= SHORTEST && KNOWN.size() < MOST) {
                more |= KNOWN.add(secret);
            }
        }
        if (more) {
            var sorted = new ArrayList<>(KNOWN);
            sorted.sort(Comparator.comparingInt(String::length).reversed());
            longestFirst = List.copyOf(sorted);
        }
    }

    /// The text without them.
    public static String blot(String text) {
        var blotted = text;
        for (var secret : longestFirst) {
            if (blotted.contains(secret)) {
                blotted = blotted.replace(secret, BLOT);
            }
        }
        return blotted;
    }
}
