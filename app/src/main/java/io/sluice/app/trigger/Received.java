package io.sluice.app.trigger;

import io.sluice.engine.run.RunId;

/// What became of an event that came in.
sealed interface Received {
    /// It began this run.
    record Started(RunId run) implements Received {}

    /// It came before, and began this run then.
    record Duplicate(RunId run) implements Received {}

    /// It is none of the trigger's business.
    record Ignored(String why) implements Received {}

    /// It is malformed.
    record Refused(String why) implements Received {}
}
