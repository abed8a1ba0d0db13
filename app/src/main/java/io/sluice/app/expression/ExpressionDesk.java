package io.sluice.app.expression;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.app.workflow.Documents;
import io.sluice.codec.cel.CelExpressions;
import io.sluice.codec.cel.Examination;
import io.sluice.codec.cel.FunctionList;
import io.sluice.codec.cel.NameInScope;
import io.sluice.codec.cel.Written;
import io.sluice.codec.value.JsonValues;
import io.sluice.engine.check.Callees;
import io.sluice.engine.check.NamesInScope;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.port.Catalogue;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks at an expression where it stands in a document that need not be stored, nor be right.
/// Trying out is bounded as in a run, and only a few may do so at a time.
@Component
class ExpressionDesk {
    private static final int MOST_AT_ONCE = 4;

    /// The longest value that is sent back, in characters of JSON.
    private static final int LONGEST_VALUE = 200_000;

    private final Documents documents;
    private final Catalogue catalogue;
    private final CelExpressions expressions;
    private final Authorization authorization;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    ExpressionDesk(
            Documents documents,
            Catalogue catalogue,
            CelExpressions expressions,
            Authorization authorization,
            InstantSource clock) {
        this.documents = documents;
        this.catalogue = catalogue;
        this.expressions = expressions;
        this.authorization = authorization;
        this.clock = clock;
    }

    record Scope(List<NameInScope> names, List<FunctionList.Function> functions) {}

    /// @param evaluated whether `value` came out
    /// @param error why not, if it was tried
    record Trial(
            Examination examination,
            boolean evaluated,
            @Nullable Object value,
            Optional<String> error) {
        static Trial none(Examination examination) {
            return new Trial(examination, false, null, Optional.empty());
        }

        static Trial failed(Examination examination, String why) {
            return new Trial(examination, false, null, Optional.of(why));
        }
    }

    Scope scope(Caller caller, @Nullable Map<String, @Nullable Object> document, NodeId node) {
        return new Scope(
                NameInScope.at(workflow(caller, document, node), catalogue, callees(caller), node),
                FunctionList.all());
    }

    Trial check(
            Caller caller,
            @Nullable Map<String, @Nullable Object> document,
            NodeId node,
            Written written,
            Map<String, @Nullable Object> expected) {
        return Trial.none(
                examined(caller, workflow(caller, document, node), node, written, expected));
    }

    Trial tryOut(
            Caller caller,
            @Nullable Map<String, @Nullable Object> document,
            NodeId node,
            Written written,
            Map<String, @Nullable Object> expected,
            SampleData sample) {
        var workflow = workflow(caller, document, node);
        var examination = examined(caller, workflow, node, written, expected);
        if (!places.tryAcquire()) {
            throw new ApiProblem(
                    ErrorCode.TOO_MANY_ATTEMPTS,
                    "Expected at most "
                            + MOST_AT_ONCE
                            + " expressions to be tried out at once; try again in a moment.");
        }
        try {
            var data = sample.scope(workflow, node, clock.instant());
            return shown(examination, written.tryOut(expressions, data));
        } catch (ExpressionFailure failure) {
            return Trial.failed(examination, explained(failure, workflow, examination, sample));
        } finally {
            places.release();
        }
    }

    private Workflow workflow(
            Caller caller, @Nullable Map<String, @Nullable Object> document, NodeId node) {
        authorization.enter(caller);
        var workflow = documents.read(Input.required(document, "/document"));
        boolean there =
                workflow.findNode(node).isPresent()
                        || workflow.edges().stream().anyMatch(edge -> edge.id().equals(node));
        if (!there) {
            throw Input.refuse(
                    "/node",
                    "Expected a node or edge of the document, found '" + node.value() + "'.");
        }
        return workflow;
    }

    private Examination examined(
            Caller caller,
            Workflow workflow,
            NodeId node,
            Written written,
            Map<String, @Nullable Object> expected) {
        var names = NamesInScope.at(workflow, catalogue, callees(caller), node);
        return written.examine(expressions, names, expected);
    }

    /// What a workflow gives that the caller does not see is not told.
    private Callees callees(Caller caller) {
        return documents.callees(
                caller.project(),
                id -> authorization.allows(caller, Action.LOOK, Thing.workflow(id)));
    }

    private static Trial shown(Examination examination, @Nullable Object value) {
        int length = JsonValues.write(value).length();
        return length <= LONGEST_VALUE
                ? new Trial(examination, true, value, Optional.empty())
                : Trial.failed(
                        examination,
                        "It gives a value of " + length + " characters, too long to be shown.");
    }

    /// A guard is no help against a node that has not been tried yet.
    private static String explained(
            ExpressionFailure failure,
            Workflow workflow,
            Examination examination,
            SampleData sample) {
        return examination.nodes().stream()
                .filter(id -> !sample.nodes().containsKey(id))
                .flatMap(id -> workflow.nodes().stream().filter(one -> one.id().value().equals(id)))
                .findFirst()
                .map(node ->
                        "The sample holds no output of '"
                                + node.name()
                                + "'; try that node first, or pin an output.")
                .orElseGet(() -> String.valueOf(failure.getMessage()));
    }
}
