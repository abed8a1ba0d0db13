package io.sluice.app.cli.demo;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.command.TemplateCommands;
import io.sluice.app.cli.command.Workflows;
import io.sluice.app.cli.demo.Scenario.Subject;
import io.sluice.app.cli.follow.Deadline;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes everything ready: the sandbox is on; the workflow is installed, published and enabled.
final class Stage {
    private static final int NEWEST = 20;

    private final ApiClient api;
    private final Screen screen;
    private final Workflows workflows;
    private String workflow = "";

    Stage(ApiClient api, Screen screen) {
        this.api = api;
        this.screen = screen;
        this.workflows = new Workflows(api);
    }

    void set(String template) {
        if (!api.get("/session").flag("sandbox")) {
            throw CliFailure.usage(
                    "Expected a server whose sandbox is on, found it off; start it with './sluice"
                            + " start' and without SLUICE_SANDBOX=off.");
        }
        var name = api.get("/templates/" + ApiClient.encode(template)).text("name");
        var installed = best(workflows.named(name));
        workflow = installed.map(one -> one.text("id")).orElseGet(() -> install(template));
        if (installed.isEmpty() || installed.get().text("publishedVersion").isEmpty()) {
            var version = workflows.publish(workflow, "Published by the demo").text("version");
            done("Published it as version " + version);
        }
        if (installed.isEmpty() || !installed.get().flag("enabled")) {
            workflows.enable(workflow, true);
            done("Enabled it: from now on it starts by itself");
        }
    }

    /// If there are several of them, one that is enabled, since that one starts.
    private static Optional<Tree> best(List<Tree> candidates) {
        return candidates.stream()
                .filter(one -> one.flag("enabled"))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    private String install(String template) {
        var made = TemplateCommands.install(api, template, Map.of(), Map.of());
        done("Installed the template " + template);
        return made.text("id");
    }

    private void done(String what) {
        screen.line(screen.ink(Ink.GOOD, "✓ ") + what);
    }

    /// The run that the subject's event starts.
    String awaitRun(Subject subject, Deadline deadline) {
        while (true) {
            var query = Map.of("workflow", workflow, "limit", Integer.toString(NEWEST));
            var started =
                    api.get("/runs", query).list().stream()
                            .filter(run -> speaksOf(run, subject.id()))
                            .findFirst();
            if (started.isPresent()) {
                var id = started.get().text("id");
                done("Its event has started run " + id + "  " + api.pageUrl("/runs/" + id));
                screen.line("");
                return id;
            }
            deadline.pause("the event of " + subject.id() + " to start a run");
        }
    }

    private boolean speaksOf(Tree run, String subject) {
        return run.text("key").contains(subject)
                || api.get("/runs/" + ApiClient.encode(run.text("id")))
                        .at("trigger")
                        .texts()
                        .anyMatch(subject::equals);
    }
}
