package io.sluice.app.problem;

import java.io.IOException;

/// A request body grew beyond what is allowed.
final class BodyTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    BodyTooLarge(long limit) {
        super("Expected a body of at most " + limit + " bytes, found more; send less.");
    }
}
