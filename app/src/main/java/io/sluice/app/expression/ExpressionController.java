package io.sluice.app.expression;

import io.sluice.app.expression.ExpressionDesk.Scope;
import io.sluice.app.expression.ExpressionDesk.Trial;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Caller;
import io.sluice.codec.cel.Examination.Finding;
import io.sluice.codec.cel.FunctionList.Function;
import io.sluice.codec.cel.NameInScope;
import io.sluice.codec.cel.Written;
import io.sluice.engine.definition.NodeId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Help with expressions while a person writes them: what can be named, what is wrong, what comes
/// out.
@RestController
@RequestMapping("/api/v1/expressions")
class ExpressionController {
    private final ExpressionDesk desk;

    ExpressionController(ExpressionDesk desk) {
        this.desk = desk;
    }

    record ScopeRequest(@Nullable Map<String, @Nullable Object> document, @Nullable String node) {}

    /// @param expression without the leading `=`
    /// @param kind `condition`, `value` or `text`
    /// @param expected the JSON Schema of the field
    record CheckRequest(
            @Nullable Map<String, @Nullable Object> document,
            @Nullable String node,
            @Nullable String expression,
            @Nullable String kind,
            @Nullable Map<String, @Nullable Object> expected,
            @Nullable Sample sample) {}

    /// What expressions are tried on: an event, variables and what each node has answered.
    record Sample(
            @Nullable Object trigger,
            @Nullable Map<String, @Nullable Object> vars,
            @Nullable Map<String, @Nullable Object> nodes) {}

    /// @param maybeAbsent whether it must be guarded
    record NameView(
            String name,
            String title,
            @Nullable String node,
            Map<String, @Nullable Object> schema,
            boolean maybeAbsent) {
        static NameView of(NameInScope name) {
            return new NameView(
                    name.name(),
                    name.title(),
                    name.node().map(NodeId::value).orElse(null),
                    name.schema(),
                    name.maybeAbsent());
        }
    }

    record ScopeView(List<NameView> names, List<Function> functions) {
        static ScopeView of(Scope scope) {
            return new ScopeView(
                    scope.names().stream().map(NameView::of).toList(), scope.functions());
        }
    }

    /// @param from the first character of the expression that it is about
    /// @param to after the last
    record FindingView(String code, String severity, String message, int from, int to) {
        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.code(), "error", finding.message(), finding.from(), finding.to());
        }
    }

    /// @param type of the result, in words
    /// @param evaluated whether `value` is what came out over the sample
    /// @param valueError why nothing came out
    record CheckView(
            String type,
            List<FindingView> problems,
            boolean evaluated,
            @Nullable Object value,
            @Nullable String valueError) {
        static CheckView of(Trial trial) {
            return new CheckView(
                    trial.examination().type(),
                    trial.examination().findings().stream().map(FindingView::of).toList(),
                    trial.evaluated(),
                    trial.value(),
                    trial.error().orElse(null));
        }
    }

    @PostMapping("/scope")
    ScopeView scope(Caller caller, @RequestBody ScopeRequest body) {
        return ScopeView.of(desk.scope(caller, body.document(), node(body.node())));
    }

    @PostMapping("/check")
    CheckView check(Caller caller, @RequestBody CheckRequest body) {
        var written =
                new Written(kind(body.kind()), Input.required(body.expression(), "/expression"));
        var expected = Input.values(body.expected(), "/expected");
        var trial =
                body.sample() == null
                        ? desk.check(caller, body.document(), node(body.node()), written, expected)
                        : desk.tryOut(
                                caller,
                                body.document(),
                                node(body.node()),
                                written,
                                expected,
                                sample(body.sample()));
        return CheckView.of(trial);
    }

    private static SampleData sample(Sample sample) {
        return new SampleData(
                Input.values(
                        java.util.Collections.singletonMap("trigger", sample.trigger()),
                        "/sample/trigger"),
                Input.values(sample.vars(), "/sample/vars"),
                Input.values(sample.nodes(), "/sample/nodes"));
    }

    private static NodeId node(@Nullable String text) {
        try {
            return new NodeId(Input.required(text, "/node"));
        } catch (IllegalArgumentException e) {
            throw Input.refuse("/node", String.valueOf(e.getMessage()));
        }
    }

    private static Written.Kind kind(@Nullable String text) {
        return Arrays.stream(Written.Kind.values())
                .filter(one -> one.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        Input.refuse(
                                "/kind",
                                "Expected condition, value or text, found '"
                                        + Input.clip(String.valueOf(text))
                                        + "'."));
    }
}
