package io.sluice.db.port;

import io.sluice.engine.port.CommandQueue;
import io.sluice.engine.port.EffectStore;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.Waits;

/// Stores over the same, at first empty, place.
public record Stores(RunStore runs, EffectStore effects, Waits waits, CommandQueue commands) {}
