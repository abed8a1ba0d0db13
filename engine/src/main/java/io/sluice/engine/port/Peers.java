package io.sluice.engine.port;

import java.util.Set;

/// The other processes over the same store, as far as carrying out workflows goes.
public interface Peers {
    /// Where there is no other.
    Peers NONE = _ -> false;

    /// Whether another process that is alive has all of these node types. Answered from memory.
    boolean know(Set<String> nodeTypes);

    /// How many other processes are alive. Answered from memory.
    default int others() {
        return 0;
    }

    /// Whether no other process is alive.
    default boolean alone() {
        return others() == 0;
    }
}
