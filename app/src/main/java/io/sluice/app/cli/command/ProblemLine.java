package io.sluice.app.cli.command;

import io.sluice.app.cli.client.Tree;

/// One located problem of a document or of a request, on one line.
final class ProblemLine {
    private ProblemLine() {}

    static String of(Tree problem) {
        var place = (problem.text("element") + " " + problem.text("path")).strip();
        return problem.text("code")
                + (place.isEmpty() ? "" : " at " + place)
                + ": "
                + problem.text("message");
    }
}
