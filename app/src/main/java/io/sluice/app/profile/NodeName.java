package io.sluice.app.profile;

import io.sluice.app.security.Tokens;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// The name of this process among those that share the database. It is never used again: a process
/// that starts anew must not take over the leases of the one before it as its own.
final class NodeName {
    private static final int RANDOM = 8;

    private NodeName() {}

    /// @param given what it is called; empty for the host's name
    static String fresh(String given) {
        var random = Tokens.random().replaceAll("[^A-Za-z0-9]", "");
        return (given.isBlank() ? host() : given)
                + "-"
                + ProcessHandle.current().pid()
                + "-"
                + random.substring(0, RANDOM);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
