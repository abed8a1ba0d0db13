package io.sluice.engine.node;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What node types are given when they are made.
///
/// @param clock the engine's clock
/// @param allowedPrivateHosts exact `host:port` pairs that may be reached although they resolve to
///   loopback, private, link-local or metadata addresses
/// @param services what the application offers beyond the outside, by the port it implements, such
///   as the register of policies
public record NodeEnvironment(
        InstantSource clock, Set<String> allowedPrivateHosts, Map<Class<?>, Object> services) {
    public NodeEnvironment {
        allowedPrivateHosts = Set.copyOf(allowedPrivateHosts);
        services = Map.copyOf(services);
    }

    /// Without services of the application.
    public NodeEnvironment(InstantSource clock, Set<String> allowedPrivateHosts) {
        this(clock, allowedPrivateHosts, Map.of());
    }

    /// The application's implementation of a port, if it offers one.
    public <T> Optional<T> service(Class<T> port) {
        return Optional.ofNullable(services.get(port)).map(port::cast);
    }
}
