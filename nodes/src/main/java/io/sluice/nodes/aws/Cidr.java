package io.sluice.nodes.aws;

import java.net.InetAddress;

/// Address ranges, `198.51.100.0/24` or `2001:db8::/32`.
final class Cidr {
    private Cidr() {}

    static boolean valid(String text) {
        var slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
            return false;
        }
        try {
            var bytes = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
            return Integer.parseInt(text.substring(slash + 1)) <= bytes.length * 8;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
