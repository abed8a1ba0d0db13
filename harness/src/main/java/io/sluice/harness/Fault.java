package io.sluice.harness;

import java.util.Locale;

/// What is done to the programs while they work.
public enum Fault {
    /// `kill -9` of a server, which is then started again.
    KILL,
    /// A server stands still for longer than its lease, and then goes on as if nothing had been.
    PAUSE,
    /// Every connection to PostgreSQL is terminated by PostgreSQL.
    DISCONNECT,
    /// PostgreSQL is stopped and started again.
    RESTART,
    /// The embedded database's file cannot grow any more, for a while; then the server is killed
    /// and started again with room.
    DISK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean needsPostgres() {
        return this == DISCONNECT || this == RESTART;
    }
}
