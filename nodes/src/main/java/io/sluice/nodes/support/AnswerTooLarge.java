package io.sluice.nodes.support;

import java.io.IOException;

/// An answer began but went beyond the bound.
final class AnswerTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    AnswerTooLarge(int status, long limit) {
        super("HTTP " + status + " with more than " + limit + " bytes");
    }
}
