package io.sluice.engine.check;

import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.expression.Expressions;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.Schemas;
import java.util.ArrayList;
import java.util.List;

/// Everything that can be said about a document before anything runs. The same check stands behind
/// saving, publishing, importing and the editor; a document without errors can be published.
public final class WorkflowCheck {
    private final Catalogue catalogue;
    private final Schemas schemas;
    private final Expressions expressions;

    public WorkflowCheck(Catalogue catalogue, Schemas schemas, Expressions expressions) {
        this.catalogue = catalogue;
        this.schemas = schemas;
        this.expressions = expressions;
    }

    /// All problems, those of the graph first. When the graph itself is broken, what flows through
    /// it is not looked at.
    public List<Problem> check(Workflow workflow) {
        var problems = new ArrayList<>(new GraphCheck(workflow).check());
        problems.addAll(ApprovalCheck.check(workflow));
        boolean walkable = problems.stream().noneMatch(GraphCheck::structural);
        if (walkable) {
            var types = new ScopeTypes(workflow, catalogue);
            problems.addAll(
                    new ValueCheck(workflow, types, catalogue, schemas, expressions).check());
            problems.addAll(OutcomeCheck.check(workflow, catalogue));
        }
        return List.copyOf(problems);
    }
}
