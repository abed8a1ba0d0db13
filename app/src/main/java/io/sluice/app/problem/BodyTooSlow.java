package io.sluice.app.problem;

import java.io.IOException;
import java.time.Duration;

/// A request body took longer to arrive than is allowed.
final class BodyTooSlow extends IOException {
    private static final long serialVersionUID = 1L;

    BodyTooSlow(Duration limit) {
        super(
                "Expected the whole body within "
                        + limit.toSeconds()
                        + " seconds, found it still coming; send it faster.");
    }
}
