package io.sluice.db.run;

import java.util.Set;
import java.util.regex.Pattern;

/// Finds references to large values in a body, without reading it as JSON. It may find one too many
/// (a text that looks like one), never one too few.
final class References {
    private static final String MARK = '"' + LargeValues.REFERENCE + '"';
    private static final Pattern REFERENCE =
            Pattern.compile(Pattern.quote(MARK) + "\\s*:\\s*\"([0-9a-f]{64})\"");

    private References() {}

    static void in(String text, Set<String> hashes) {
        if (!text.contains(MARK)) {
            return;
        }
        var matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            hashes.add(matcher.group(1));
        }
    }
}
