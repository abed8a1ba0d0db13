package io.sluice.policy.finding;

import inet.ipaddr.HostName;
import inet.ipaddr.IPAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What may stand as a name in a policy. Everything that came from outside passes here before it is
/// written anywhere.
public final class Names {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern LABEL_VALUE =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?");
    private static final Pattern LABEL_NAME =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");

    /// The longest path the kernel side of an agent compares.
    private static final int LONGEST_PATH = 255;

    private Names() {}

    /// A DNS label (RFC 1123): the name of a namespace or container.
    public static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }

    /// A DNS subdomain (RFC 1123): the name of a pod, a policy, a Deployment.
    public static boolean isSubdomain(String text) {
        return text.length() <= 253
                && !text.isEmpty()
                && java.util.Arrays.stream(text.split("\\.", -1)).allMatch(Names::isLabel);
    }

    /// The value of a label: at most 63 characters, and not everything a person would write.
    public static boolean isLabelValue(String text) {
        return LABEL_VALUE.matcher(text).matches();
    }

    /// The key of a label, with or without a prefix.
    public static boolean isLabelKey(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? LABEL_NAME.matcher(text).matches()
                : isSubdomain(text.substring(0, slash))
                        && LABEL_NAME.matcher(text.substring(slash + 1)).matches();
    }

    /// An absolute path of printable characters, short enough to be compared in the kernel, without
    /// steps up.
    public static boolean isBinaryPath(String text) {
        return text.startsWith("/")
                && text.length() > 1
                && text.length() <= LONGEST_PATH
                && !text.endsWith("/")
                && !text.contains("/../")
                && text.chars().allMatch(c -> c > 0x20 && c != 0x7f && !isFormatting(c));
    }

    /// A DNS name with at least two labels, not an address in disguise.
    public static boolean isDomain(String text) {
        var name = text.toLowerCase(Locale.ROOT);
        return name.contains(".")
                && isSubdomain(name)
                && !new HostName(name).isAddress()
                && name.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    }

    /// An address in canonical form; empty for what is none, names and ranges included.
    public static Optional<String> address(String text) {
        return Ip.single(text.strip()).map(IPAddress::toCanonicalString);
    }

    private static boolean isFormatting(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.UNASSIGNED
                || type == Character.SURROGATE;
    }
}
