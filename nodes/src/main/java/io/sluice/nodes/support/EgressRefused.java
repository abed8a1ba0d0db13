package io.sluice.nodes.support;

import java.io.IOException;

/// The guard refused a connection before it was opened: nothing was sent.
public final class EgressRefused extends IOException {
    private static final long serialVersionUID = 1L;

    EgressRefused(String message) {
        super(message);
    }
}
