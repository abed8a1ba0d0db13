package io.sluice.engine.port;

import java.util.Set;

/// The other processes over the same store, as far as carrying out workflows goes.
public interface Peers {
    /// Where there is no other.
    Peers NONE = _ -> false;

    /// Whether another process that is alive has all of these node types. Answered from memory.
    boolean know(Set<String> nodeTypes);

    /// Whether no other process is alive. Answered from memory.
    default boolean alone() {
        return true;
    }
}
