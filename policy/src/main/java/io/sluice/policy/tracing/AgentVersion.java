package io.sluice.policy.tracing;

import java.util.Optional;
import java.util.regex.Pattern;

/// The version of the Tetragon agents of a cluster. Where it is not known, the oldest that is
/// supported is assumed, so that a policy is understood by every agent.
public record AgentVersion(int major, int minor) implements Comparable<AgentVersion> {
    private static final Pattern FORM = Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})(\\..*|-.*)?");

    /// The oldest that the product writes policies for.
    public static final AgentVersion OLDEST = new AgentVersion(1, 1);

    /// `1.7.0`, `v1.4.1`, `1.8.0-pre`; empty for anything else.
    public static Optional<AgentVersion> parse(String text) {
        var matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(
                        new AgentVersion(
                                Integer.parseInt(matcher.group(1)),
                                Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    public boolean atLeast(int wantedMajor, int wantedMinor) {
        return compareTo(new AgentVersion(wantedMajor, wantedMinor)) >= 0;
    }

    @Override
    public int compareTo(AgentVersion other) {
        return major != other.major
                ? Integer.compare(major, other.major)
                : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
