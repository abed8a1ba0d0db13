package io.sluice.sandbox.http;

import java.io.IOException;
import java.io.OutputStream;

/// What the socket does once a call has been dealt with.
public sealed interface Reply {
    /// Sends the answer.
    record Send(Answer answer) implements Reply {}

    /// Sends a body piece by piece, for as long as its source goes on.
    record Stream(String contentType, Source source) implements Reply {}

    /// Writes a body; an [IOException] tells that nobody listens any more.
    interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Closes the connection without a byte: the caller cannot know what happened.
    record Drop() implements Reply {}
}
