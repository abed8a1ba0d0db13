package io.sluice.sandbox.gate;

import java.util.function.Supplier;

/// What a call asks for.
///
/// @param name the action, or method and path with ids left out
/// @param write whether it may change the world
/// @param act carries it out, under the world's lock
public record Operation(String name, boolean write, Supplier<Outcome> act) {}
