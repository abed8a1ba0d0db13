package io.sluice.engine.node;

import java.time.InstantSource;
import java.util.Set;

/// What node types are given when they are made.
///
/// @param clock the engine's clock
/// @param allowedPrivateHosts exact `host:port` pairs that may be reached although they resolve to
///   loopback, private, link-local or metadata addresses
public record NodeEnvironment(InstantSource clock, Set<String> allowedPrivateHosts) {
    public NodeEnvironment {
        allowedPrivateHosts = Set.copyOf(allowedPrivateHosts);
    }
}
