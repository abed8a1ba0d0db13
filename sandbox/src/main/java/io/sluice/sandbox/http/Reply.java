package io.sluice.sandbox.http;

/// What the socket does once a call has been dealt with.
public sealed interface Reply {
    /// Sends the answer.
    record Send(Answer answer) implements Reply {}

    /// Closes the connection without a byte: the caller cannot know what happened.
    record Drop() implements Reply {}
}
