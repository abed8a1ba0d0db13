package io.sluice.nodes.support;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Turns a host name into addresses.
@FunctionalInterface
public interface HostResolver {
    /// @throws UnknownHostException if the name has no address
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
