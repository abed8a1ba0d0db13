package io.sluice.app.cli.demo;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.follow.RunFollower;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gives the approvals a run waits for: of its change request in the simulated ServiceNow, as the
/// change board would there, and of its own approval steps.
final class Approver implements RunFollower.Companion {
    private static final String MARGIN = " ".repeat(12);
    private static final Set<String> WAITING = Set.of("waiting", "following");
    private static final String AWAIT_CHANGE = "servicenow.await-approval";
    private static final String COMMENT = "Approved in the demo";

    private final ApiClient api;
    private final Screen screen;
    private final boolean yes;
    private final Set<String> consented = new HashSet<>();
    private final Set<String> decided = new HashSet<>();

    Approver(ApiClient api, Screen screen, boolean yes) {
        this.api = api;
        this.screen = screen;
        this.yes = yes;
    }

    @Override
    public void look(Tree run) {
        awaitedChange(run).ifPresent(change -> approveChange(change, run));
        for (var approval : run.list("approvals")) {
            if (approval.text("status").equals("open")) {
                approveStep(approval, run);
            }
        }
    }

    /// The change request that a step of the run waits for.
    private Optional<Tree> awaitedChange(Tree run) {
        boolean waits =
                run.list("steps").stream()
                        .filter(step -> step.text("type").equals(AWAIT_CHANGE))
                        .anyMatch(step -> WAITING.contains(step.text("status")));
        if (!waits) {
            return Optional.empty();
        }
        var mentioned = run.at("steps").texts().collect(Collectors.toSet());
        return api.get("/sandbox").list("changes").stream()
                .filter(change -> change.text("approval").equals("requested"))
                .filter(change -> mentioned.contains(change.text("sys_id")))
                .findFirst();
    }

    private void approveChange(Tree change, Tree run) {
        var path = "/sandbox/changes/" + change.text("sys_id") + "/approve";
        approve("change " + change.text("number"), path, Map.of("comments", COMMENT), run);
    }

    private void approveStep(Tree approval, Tree run) {
        var path = "/approvals/" + run.text("id") + "/" + approval.text("step");
        if (decided.contains(path)) {
            return;
        }
        var plan = api.post(path + "/plan", Map.of()).text("plan", "hash");
        var decision = Map.of("decision", "approved", "comment", COMMENT, "plan", plan);
        approve("'" + approval.text("title") + "'", path, decision, run);
    }

    /// Asks once, and approves until that has arrived.
    private void approve(String what, String path, Map<String, String> decision, Tree run) {
        if (decided.contains(path)) {
            return;
        }
        if (consented.add(path)) {
            consent(what, run);
        }
        send(path, decision);
        decided.add(path);
        screen.line(
                MARGIN + screen.ink(Ink.GOOD, "✓ ") + "Approved " + what + (yes ? " (--yes)" : ""));
    }

    /// Whoever runs the demo is author and approver at once, which is allowed only by a setting.
    private void send(String path, Map<String, String> decision) {
        try {
            api.post(path, decision);
        } catch (CliFailure failure) {
            if (!failure.code().equals("SELF_APPROVAL")) {
                throw failure;
            }
            allowSolo(failure);
            api.post(path, decision);
        }
    }

    private void allowSolo(CliFailure refusal) {
        screen.line(MARGIN + screen.ink(Ink.WAITING, "! ") + refusal.message());
        if (!yes
                && !screen.confirm(
                        MARGIN + "? Allow single people to approve their own runs here?")) {
            throw refusal;
        }
        var settings = api.get("/settings");
        var changed = new LinkedHashMap<String, @Nullable Object>();
        changed.put("soloApproval", true);
        changed.put("publicUrl", settings.at("publicUrl").value());
        api.put("/settings", changed);
        screen.line(
                MARGIN
                        + screen.ink(Ink.WAITING, "! ")
                        + "Set: one person may approve the own run (kept in the audit log).");
    }

    private void consent(String what, Tree run) {
        if (!yes && !screen.confirm(MARGIN + screen.ink(Ink.STRONG, "? Approve " + what + "?"))) {
            throw CliFailure.problem(
                    "Not approved: the run waits on, at " + api.pageUrl("/runs/" + run.text("id")));
        }
    }
}
