package io.sluice.engine.node;

/// What became of an effect whose answer was lost.
public sealed interface Reconciliation<O extends Record> {
    /// It happened; here is its output.
    record Applied<O extends Record>(O output) implements Reconciliation<O> {}

    /// It did not happen, for sure: it may be executed again.
    record NotApplied<O extends Record>() implements Reconciliation<O> {}

    /// Someone else has changed the thing meanwhile: a person must look.
    record Conflict<O extends Record>(String what) implements Reconciliation<O> {}

    /// Nobody can tell.
    record Unknown<O extends Record>(String why) implements Reconciliation<O> {}
}
