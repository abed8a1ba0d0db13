package io.sluice.app.secret;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Looks for many texts at once, in one pass: at each place the next six characters tell whether
/// one may begin there.
final class SecretScan {
    private static final int WINDOW = SecretForms.SHORTEST;
    private static final int BASE = 31;
    private static final int FIRST = BASE * BASE * BASE * BASE * BASE;
    private static final int BITS = 1 << 18;

    private final Map<Integer, List<String>> byBeginning = new HashMap<>();
    private final BitSet beginnings = new BitSet(BITS);

    /// @param texts of at least six characters
    SecretScan(Collection<String> texts) {
        for (var text : texts) {
            int hash = hash(text, 0);
            beginnings.set(hash & (BITS - 1));
            byBeginning.computeIfAbsent(hash, _ -> new ArrayList<>()).add(text);
        }
    }

    private static int hash(String text, int from) {
        int hash = 0;
        for (int i = from; i < from + WINDOW; i++) {
            hash = hash * BASE + text.charAt(i);
        }
        return hash;
    }

    /// The text with every stretch that is found replaced; stretches that touch become one.
    String replace(String text, String with) {
        if (byBeginning.isEmpty() || text.length() < WINDOW) {
            return text;
        }
        StringBuilder result = null;
        int copied = 0;
        int blotTo = -1;
        int hash = hash(text, 0);
        for (int at = 0; ; at++) {
            int length = beginnings.get(hash & (BITS - 1)) ? longest(text, at, hash) : 0;
            if (length > 0) {
                if (at > blotTo) {
                    result = result == null ? new StringBuilder() : result;
                    result.append(text, copied, at).append(with);
                }
                blotTo = Math.max(blotTo, at + length);
                copied = blotTo;
            }
            if (at + WINDOW >= text.length()) {
                break;
            }
            hash = (hash - text.charAt(at) * FIRST) * BASE + text.charAt(at + WINDOW);
        }
        return result == null ? text : result.append(text, copied, text.length()).toString();
    }

    private int longest(String text, int at, int hash) {
        int longest = 0;
        for (var candidate : byBeginning.getOrDefault(hash, List.of())) {
            if (candidate.length() > longest && text.startsWith(candidate, at)) {
                longest = candidate.length();
            }
        }
        return longest;
    }
}
