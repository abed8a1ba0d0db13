package io.sluice.app.cli.demo;

import io.sluice.app.cli.ApiClient;
import io.sluice.app.cli.Screen;
import io.sluice.app.cli.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Gives the approval a run waits for: of its change request in the simulated ServiceNow, as the
/// change board would there, or of an approval step of its own.
final class Approver {
    private final ApiClient api;
    private final Screen screen;
    private final boolean yes;
    private final Set<String> decided = new HashSet<>();

    enum Answer {
        NOTHING_ASKED,
        APPROVED,
        REFUSED
    }

    Approver(ApiClient api, Screen screen, boolean yes) {
        this.api = api;
        this.screen = screen;
        this.yes = yes;
    }

    Answer look(Tree run) {
        var change = awaitedChange(run);
        if (change.isPresent()) {
            return decide(
                    "change " + change.get(),
                    "/sandbox/changes/" + change.get() + "/approve",
                    Map.of("comments", "Approved in the demo"));
        }
        for (var approval : run.list("approvals")) {
            if (approval.text("status").equals("open")) {
                return decide(
                        approval.text("title"),
                        "/approvals/" + run.text("id") + "/" + approval.text("step"),
                        Map.of("decision", "approved", "comment", "Approved in the demo"));
            }
        }
        return Answer.NOTHING_ASKED;
    }

    /// The number of the change request that a step of the run waits for.
    private Optional<String> awaitedChange(Tree run) {
        boolean waits =
                run.list("steps").stream()
                        .anyMatch(step ->
                                step.text("type").equals("servicenow.await-approval")
                                        && step.text("status").equals("waiting"));
        if (!waits) {
            return Optional.empty();
        }
        var mentioned = run.at("steps").texts().collect(Collectors.toSet());
        return api.get("/sandbox").list("changes").stream()
                .filter(change -> change.text("approval").equals("requested"))
                .map(change -> change.text("number"))
                .filter(mentioned::contains)
                .filter(number -> !decided.contains(number))
                .findFirst();
    }

    private Answer decide(String what, String path, Map<String, String> body) {
        if (!decided.add(path)) {
            return Answer.NOTHING_ASKED;
        }
        if (!yes && !confirmed(what)) {
            return Answer.REFUSED;
        }
        api.post(path, body);
        screen.line("  ✔ Approved " + what);
        return Answer.APPROVED;
    }

    private boolean confirmed(String what) {
        screen.ask("  ? Approve " + what + " [y/N] ");
        try {
            // Not closed: standard input is not ours.
            var line =
                    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))
                            .readLine();
            return line != null && line.strip().toLowerCase(Locale.ROOT).startsWith("y");
        } catch (IOException e) {
            return false;
        }
    }
}
