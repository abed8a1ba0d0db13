package io.sluice.app.problem;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Problem;
import java.util.List;

/// One located problem, as it leaves.
///
/// @param element node or edge, or empty
/// @param path JSON pointer within the element or the body, or empty
/// @param position offset in an expression, in characters, or -1
public record ProblemView(
        String code, String severity, String element, String path, int position, String message) {

    public static ProblemView of(Problem problem) {
        return new ProblemView(
                problem.code(),
                problem.severity().name().toLowerCase(java.util.Locale.ROOT),
                problem.element().map(NodeId::value).orElse(""),
                problem.path(),
                problem.position(),
                problem.message());
    }

    public static List<ProblemView> of(List<Problem> problems) {
        return problems.stream().map(ProblemView::of).toList();
    }

    /// An error at a place in a request body.
    public static ProblemView at(String path, String message) {
        return new ProblemView("BAD_INPUT", "error", "", path, -1, message);
    }
}
