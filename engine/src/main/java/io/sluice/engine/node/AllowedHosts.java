package io.sluice.engine.node;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/// Which hosts a connection's secrets may be taken to: its setting `allowedHosts`, entries such as
/// `api.example.com`, `api.example.com:8443` and `*.example.com`, parted by commas. Without one the
/// connection goes wherever its other settings say.
public final class AllowedHosts {
    /// The setting's key, the same for every type of connection.
    public static final String SETTING = "allowedHosts";

    private AllowedHosts() {}

    /// The field for people.
    public static ConnectionType.Setting field() {
        return new ConnectionType.Setting(
                SETTING,
                "Allowed hosts",
                "The only hosts that nodes may reach with this connection, parted by commas:"
                        + " api.example.com, api.example.com:8443 or *.example.com. Empty for no"
                        + " limit.",
                false,
                false,
                "*.example.com");
    }

    /// Whether one of the connections in use lets this host be reached; all of it when none is.
    ///
    /// @param host a name, or an address as it stands in a URL, with or without brackets
    /// @throws NodeFailure `connection.host-not-allowed`
    public static void require(Collection<Connection> used, String host, int port)
            throws NodeFailure {
        if (used.isEmpty() || used.stream().anyMatch(one -> allows(one, host, port))) {
            return;
        }
        var names = used.stream().map(Connection::name).sorted().toList();
        throw NodeFailure.permanent(
                "connection.host-not-allowed",
                NodeFailure.Fault.USER,
                "Expected a host that connection "
                        + String.join(", ", names)
                        + " allows, found "
                        + host
                        + ":"
                        + port
                        + "; use another connection, or let its allowed hosts be changed.");
    }

    private static boolean allows(Connection connection, String host, int port) {
        var setting = connection.setting(SETTING);
        if (setting.isEmpty()) {
            return true;
        }
        var plain = plain(host);
        return Arrays.stream(setting.get().split(","))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .anyMatch(entry -> !entry.isEmpty() && fits(entry, plain, port));
    }

    private static String plain(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        var bare =
                lower.startsWith("[") && lower.endsWith("]")
                        ? lower.substring(1, lower.length() - 1)
                        : lower;
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static boolean fits(String entry, String host, int port) {
        var name = entry;
        int colon = entry.lastIndexOf(':');
        boolean literal = entry.indexOf(':') != colon && !entry.contains("]");
        if (colon > entry.lastIndexOf(']') && !literal) {
            if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        name = plain(name);
        return name.startsWith("*.")
                ? host.endsWith(name.substring(1)) && host.length() > name.length() - 1
                : host.equals(name);
    }
}
