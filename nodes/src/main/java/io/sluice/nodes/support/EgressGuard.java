package io.sluice.nodes.support;

import io.sluice.engine.node.NodeEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.SocketFactory;

/// The one way out. Refuses loopback, private, link-local, multicast, unspecified and metadata
/// addresses unless exactly the `host:port` that was asked for is allowed by configuration.
///
/// It judges the very address a socket is about to connect to, so that a name which resolves to
/// something else the second time gains nothing, and each redirect is judged as it opens its own
/// connection.
public final class EgressGuard {
    private final Set<String> allowed;
    private final HostResolver resolver;

    public EgressGuard(NodeEnvironment environment) {
        this(environment.allowedPrivateHosts(), host -> List.of(InetAddress.getAllByName(host)));
    }

    /// @param allowed exact `host:port` pairs; an IPv6 literal in brackets
    /// @param resolver how names become addresses
    public EgressGuard(Set<String> allowed, HostResolver resolver) {
        this.allowed = allowed.stream().map(EgressGuard::canonical).collect(Collectors.toSet());
        this.resolver = resolver;
    }

    /// With the system's resolver.
    ///
    /// @param allowed exact `host:port` pairs that may be reached although they are private
    public static EgressGuard allowing(Set<String> allowed) {
        return new EgressGuard(allowed, host -> List.of(InetAddress.getAllByName(host)));
    }

    /// The addresses of a host, each carrying the name it was asked by.
    ///
    /// @throws UnknownHostException if it has none
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        var named = new ArrayList<InetAddress>();
        for (var address : resolver.resolve(host)) {
            named.add(InetAddress.getByAddress(host, address.getAddress()));
        }
        if (named.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return named;
    }

    /// Judges one connection about to be opened.
    ///
    /// @param host the name or literal that was asked for
    /// @param address what it resolved to, and what will be connected to
    /// @throws EgressRefused if it must not be opened
    public void check(String host, InetAddress address, int port) throws EgressRefused {
        var kind = AddressKind.reserved(address);
        if (kind.isEmpty() || allowed.contains(canonical(hostPort(host, port)))) {
            return;
        }
        throw new EgressRefused(
                "Expected "
                        + hostPort(host, port)
                        + " to have a public address, found "
                        + kind.get()
                        + " address ("
                        + address.getHostAddress()
                        + "); use a public address, or let an administrator add exactly '"
                        + hostPort(host, port)
                        + "' to the allowed private hosts.");
    }

    /// A factory of plain sockets that check as they connect.
    public SocketFactory socketFactory() {
        return new GuardedSocketFactory(this);
    }

    /// A connection to a host, of whose addresses the very one is judged that is connected to. What
    /// speaks over it needs to resolve nothing: the socket's address carries the name.
    ///
    /// @param connecting how long that may take
    /// @param most how many bytes may be read of it: a longer answer is an [IOException]
    public Socket open(String host, int port, Duration connecting, long most) throws IOException {
        var socket = GuardedSocketFactory.reading(this, most);
        try {
            var target = new InetSocketAddress(resolve(host).getFirst(), port);
            socket.connect(target, Math.clamp(connecting.toMillis(), 1, Integer.MAX_VALUE));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    void check(InetSocketAddress target) throws EgressRefused, UnknownHostException {
        var address = target.getAddress();
        if (address == null) {
            throw new UnknownHostException(target.getHostString());
        }
        check(target.getHostString(), address, target.getPort());
    }

    private static String hostPort(String host, int port) {
        var bare = host.startsWith("[") || host.indexOf(':') < 0;
        return (bare ? host : "[" + host + "]") + ":" + port;
    }

    /// Lower case, no trailing dot, IPv6 literals in their one long form.
    private static String canonical(String hostPort) {
        var colon = hostPort.lastIndexOf(':');
        if (colon < 0) {
            return hostPort.toLowerCase(Locale.ROOT);
        }
        var host = hostPort.substring(0, colon).toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = literal(host.substring(1, host.length() - 1));
        } else if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return host + hostPort.substring(colon);
    }

    private static String literal(String host) {
        try {
            return InetAddress.ofLiteral(host).getHostAddress();
        } catch (IllegalArgumentException e) {
            return host;
        }
    }
}
