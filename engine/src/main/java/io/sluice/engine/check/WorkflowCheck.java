package io.sluice.engine.check;

import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.expression.Expressions;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        return check(workflow, Optional.empty());
    }

    /// With what is known of the workflows it calls, too.
    public List<Problem> check(Workflow workflow, Callees callees) {
        return check(workflow, Optional.of(callees));
    }

    private List<Problem> check(Workflow workflow, Optional<Callees> callees) {
        var problems = new ArrayList<>(new GraphCheck(workflow).check());
        problems.addAll(ApprovalCheck.check(workflow));
        boolean walkable = problems.stream().noneMatch(GraphCheck::structural);
        if (walkable) {
            var types = new ScopeTypes(workflow, catalogue, callees.orElse(_ -> Optional.empty()));
            problems.addAll(
                    new ValueCheck(workflow, types, catalogue, schemas, expressions, callees)
                            .check());
            problems.addAll(OutcomeCheck.check(workflow, catalogue));
        }
        return List.copyOf(problems);
    }
}
