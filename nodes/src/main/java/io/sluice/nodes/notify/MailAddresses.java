package io.sluice.nodes.notify;

import java.util.regex.Pattern;

/// Which texts are addresses of mail: the plain form in ASCII, without names, comments, quotes or
/// groups, so that nothing can be hidden in one.
final class MailAddresses {
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern ADDRESS =
            Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;

    private MailAddresses() {}

    static boolean isOne(String text) {
        return text.length() <= LONGEST
                && text.indexOf('@') <= LONGEST_LOCAL_PART
                && ADDRESS.matcher(text).matches();
    }

    static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    /// Whether a text could end a header and begin another.
    static boolean breaksLines(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    }
}
