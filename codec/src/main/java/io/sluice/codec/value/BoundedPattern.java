package io.sluice.codec.value;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Regular expressions from people, over texts from outside: they match in time linear in the text,
/// and counted repetition cannot make them huge.
public final class BoundedPattern {
    private static final int LONGEST = 1_000;
    private static final int MOST_REPETITIONS = 1_000;
    private static final int KEPT = 1_000;
    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");
    private static final Map<String, BoundedPattern> KNOWN = new ConcurrentHashMap<>();

    private final Pattern pattern;

    private BoundedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /// @throws IllegalArgumentException if it is no regular expression (RE2 syntax: no look-around,
    ///   no back-references), is longer than 1,000 characters, or repeats more than 1,000 times,
    ///   nested counts multiplied
    public static BoundedPattern of(String regex) {
        var known = KNOWN.get(regex);
        if (known != null) {
            return known;
        }
        if (KNOWN.size() >= KEPT) {
            KNOWN.clear();
        }
        var made = compiled(regex);
        KNOWN.put(regex, made);
        return made;
    }

    private static BoundedPattern compiled(String regex) {
        if (regex.length() > LONGEST || repetitions(regex) > MOST_REPETITIONS) {
            throw new IllegalArgumentException(
                    "Expected a pattern of at most "
                            + LONGEST
                            + " characters and "
                            + MOST_REPETITIONS
                            + " repetitions, found a larger one; simplify it.");
        }
        try {
            return new BoundedPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException fault) {
            throw new IllegalArgumentException(
                    "Expected a regular expression (RE2 syntax), found '"
                            + regex
                            + "': "
                            + fault.getDescription()
                            + ".",
                    fault);
        }
    }

    /// An upper bound: counts are multiplied whether they are nested or not.
    private static long repetitions(String regex) {
        long product = 1;
        var counts = REPETITION.matcher(regex);
        while (counts.find() && product <= MOST_REPETITIONS) {
            product *= Math.max(1, Math.max(count(counts.group(1)), count(counts.group(2))));
        }
        return product;
    }

    private static long count(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    /// Whether it matches anywhere in the text.
    public boolean find(String text) {
        return pattern.matcher(text).find();
    }
}
