package io.sluice.app.verdict;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Thing;
import io.sluice.db.authored.Workflows;
import io.sluice.db.query.Verdicts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A workflow with verdict ends is a control: of each resource it has looked at, whether it passes
/// (F018).
@RestController
class VerdictController {
    private static final Pattern RESULT = Pattern.compile("pass|fail");

    private final Verdicts verdicts;
    private final Workflows workflows;
    private final Authorization authorization;

    VerdictController(Verdicts verdicts, Workflows workflows, Authorization authorization) {
        this.verdicts = verdicts;
        this.workflows = workflows;
        this.authorization = authorization;
    }

    /// The last verdict on a resource.
    ///
    /// @param result `pass` or `fail`
    /// @param run that said so, at the end node `node`
    record VerdictView(
            String resource, String result, String reason, String run, String node, Instant at) {
        static VerdictView of(Verdicts.Item item) {
            return new VerdictView(
                    item.resource(),
                    item.pass() ? "pass" : "fail",
                    item.reason(),
                    item.run().value(),
                    item.node(),
                    item.at());
        }
    }

    /// @param passed how many resources pass by their last verdict
    /// @param next cursor of the next page; null on the last
    record VerdictsView(long passed, long failed, List<VerdictView> items, @Nullable String next) {}

    @GetMapping("/api/v1/workflows/{id}/verdicts")
    VerdictsView list(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String result,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        authorization.require(caller, Action.LOOK, Thing.workflow(id));
        if (workflows.find(caller.project(), id).isEmpty()) {
            throw ApiProblem.notFound("workflow", id);
        }
        var count = verdicts.count(caller.project(), id);
        var pass =
                Optional.ofNullable(result)
                        .filter(text -> !text.isBlank())
                        .map(text -> Input.matching(text, "result", RESULT, "pass or fail"))
                        .map("pass"::equals);
        var page =
                verdicts.page(
                        caller.project(),
                        id,
                        pass,
                        Optional.ofNullable(cursor).filter(text -> !text.isEmpty()),
                        Input.limit(limit));
        return new VerdictsView(
                count.passed(),
                count.failed(),
                page.items().stream().map(VerdictView::of).toList(),
                page.next().orElse(null));
    }
}
