package io.sluice.app.approval;

import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Caller;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Decisions that people are asked for.
@RestController
class ApprovalController {
    private static final Pattern DECISION = Pattern.compile("approved|rejected");
    private static final Pattern STATUS = Pattern.compile("open|decided");

    private final ApprovalDesk desk;
    private final ApprovalViews views;
    private final Deciding deciding;
    private final Delegating delegating;

    ApprovalController(
            ApprovalDesk desk, ApprovalViews views, Deciding deciding, Delegating delegating) {
        this.desk = desk;
        this.views = views;
        this.deciding = deciding;
        this.delegating = delegating;
    }

    record DeputyRequest(@Nullable String deputy) {}

    record DecisionRequest(
            @Nullable String decision, @Nullable String comment, @Nullable String plan) {}

    @GetMapping("/api/v1/approvals")
    Listing<ApprovalView> list(
            Caller caller,
            @RequestParam(defaultValue = "open") String status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var which = Input.matching(status, "status", STATUS, "open or decided");
        return desk.list(caller, which.equals("open"), cursor, Input.limit(limit));
    }

    /// Looking decides nothing: the address of an approval can be told in mails and chats.
    @GetMapping("/api/v1/approvals/{run}/{step}")
    PlanView show(Caller caller, @PathVariable String run, @PathVariable int step) {
        var shown = desk.show(caller, new RunId(Input.text(run, "run", 64)), new StepId(step));
        return PlanView.of(shown, views.of(List.of(shown.asked())).getFirst());
    }

    @PostMapping("/api/v1/approvals/{run}/{step}/plan")
    PlanView draw(Caller caller, @PathVariable String run, @PathVariable int step) {
        var shown = desk.draw(caller, new RunId(Input.text(run, "run", 64)), new StepId(step));
        return PlanView.of(shown, views.of(List.of(shown.asked())).getFirst());
    }

    /// Hands the caller's vote on to somebody else.
    @PutMapping("/api/v1/approvals/{run}/{step}/deputy")
    ResponseEntity<Void> handOn(
            Caller caller,
            @PathVariable String run,
            @PathVariable int step,
            @RequestBody DeputyRequest body) {
        delegating.handOn(
                caller,
                new RunId(Input.text(run, "run", 64)),
                new StepId(step),
                Input.text(body.deputy(), "/deputy", 200));
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/api/v1/approvals/{run}/{step}/deputy")
    ResponseEntity<Void> takeBack(Caller caller, @PathVariable String run, @PathVariable int step) {
        delegating.takeBack(caller, new RunId(Input.text(run, "run", 64)), new StepId(step));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/api/v1/approvals/{run}/{step}")
    ResponseEntity<Void> decide(
            Caller caller,
            @PathVariable String run,
            @PathVariable int step,
            @RequestBody DecisionRequest body) {
        var word = Input.matching(body.decision(), "/decision", DECISION, "approved or rejected");
        var comment =
                body.comment() == null || body.comment().isBlank()
                        ? ""
                        : Input.text(body.comment(), "/comment", 2_000);
        deciding.decide(
                caller,
                new RunId(Input.text(run, "run", 64)),
                new StepId(step),
                new Deciding.Decision(word.equals("approved"), comment, body.plan()));
        return ResponseEntity.accepted().build();
    }
}
