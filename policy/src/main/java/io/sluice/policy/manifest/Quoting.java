package io.sluice.policy.manifest;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/// Which texts are written in quotes: all but those that every version of YAML reads as a text and
/// nothing else. A mask such as `0x7e020080` or a range of ports such as `80:90` would come back as
/// a number, and an API server refuses the policy then.
final class Quoting extends StringQuotingChecker {
    private static final long serialVersionUID = 1L;

    /// Words, names, paths and IPv4 addresses.
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z/][A-Za-z0-9/._-]*|(\\d{1,3}\\.){3}\\d{1,3}(/\\d{1,2})?");

    private static final Set<String> WORDS =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    @Override
    public boolean needToQuoteName(String name) {
        return needToQuoteValue(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
        return !PLAIN.matcher(value).matches() || WORDS.contains(value.toLowerCase(Locale.ROOT));
    }
}
