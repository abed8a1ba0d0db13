package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands about workflows.
public final class WorkflowCommands {
    private WorkflowCommands() {}

    @Command(name = "workflows", description = "List workflows.")
    public static final class All extends ApiCommand {
        @Option(names = "--query", description = "Part of the name.")
        private String query = "";

        @Mixin private Paging paging = new Paging();

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var asked = new LinkedHashMap<String, String>();
            asked.put("query", query);
            var page = api.get("/workflows", paging.on(asked));
            screen.table(
                    Screen.row(
                            "ID",
                            "NAME",
                            "PUBLISHED",
                            "ENABLED",
                            "RUNNING",
                            "INCIDENTS",
                            "LAST RUN"),
                    page.list().stream().map(one -> row(one, screen)).toList());
            Paging.more(page, screen);
            return Outcome.good(page);
        }

        private static List<String> row(Tree workflow, Screen screen) {
            var version = workflow.text("publishedVersion");
            return Screen.row(
                    workflow.text("id"),
                    workflow.text("name"),
                    version.isEmpty() ? "draft" : "v" + version,
                    workflow.flag("enabled") ? "yes" : "no",
                    Long.toString(workflow.number("runs", "running")),
                    Long.toString(workflow.number("runs", "incidents")),
                    screen.times().moment(workflow.text("runs", "lastStartedAt")));
        }
    }

    @Command(
            name = "workflow",
            description = "Show one workflow: its nodes, triggers and problems.")
    public static final class One extends ApiCommand {
        @Parameters(paramLabel = "<workflow>", description = "Id or name.")
        private String workflow = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var id = new Workflows(api).find(workflow);
            var found = api.get(Workflows.path(id));
            var triggers = api.get(Workflows.path(id) + "/triggers");
            var version = found.text("publishedVersion");
            screen.line(screen.ink(Ink.STRONG, found.text("name")) + "  " + id);
            screen.line(
                    (version.isEmpty() ? "Never published" : "Published as version " + version)
                            + (found.flag("enabled") ? ", enabled" : ", not enabled")
                            + "; draft revision "
                            + found.text("revision"));
            screen.line(api.pageUrl("/workflows/" + id));
            nodes(found, screen);
            triggers(triggers, screen);
            problems(found, screen);
            return Outcome.good(found);
        }

        private static void nodes(Tree found, Screen screen) {
            screen.line("");
            screen.table(
                    Screen.row("NODE", "KIND", "TYPE", "NAME"),
                    found.list("document", "nodes").stream()
                            .map(node ->
                                    Screen.row(
                                            node.text("id"),
                                            node.text("kind"),
                                            node.text("type"),
                                            node.text("name")))
                            .toList());
        }

        private static void triggers(Tree triggers, Screen screen) {
            screen.line("");
            for (var trigger : triggers.list()) {
                var next = screen.times().moment(trigger.text("nextFire"));
                screen.line(
                        "Trigger "
                                + trigger.text("node")
                                + " ("
                                + trigger.text("type")
                                + ")"
                                + (next.isEmpty() ? "" : ", next at " + next)
                                + (trigger.text("url").isEmpty()
                                        ? ""
                                        : "  " + trigger.text("url")));
            }
        }

        private static void problems(Tree found, Screen screen) {
            for (var problem : found.list("problems")) {
                var bad = problem.text("severity").equals("error");
                screen.line(
                        screen.ink(bad ? Ink.BAD : Ink.WAITING, bad ? "✗ " : "! ")
                                + ProblemLine.of(problem));
            }
        }
    }

    @Command(name = "publish", description = "Publish the draft of a workflow.")
    public static final class Publish extends ApiCommand {
        @Parameters(paramLabel = "<workflow>", description = "Id or name.")
        private String workflow = "";

        @Option(names = "--comment", description = "What is new, for the list of versions.")
        private String comment = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var workflows = new Workflows(api);
            var answer = workflows.publish(workflows.find(workflow), comment);
            screen.line("Published " + workflow + " as version " + answer.text("version") + ".");
            return Outcome.good(answer);
        }
    }

    @Command(name = "enable", description = "Let the triggers of a workflow fire.")
    public static final class Enable extends ApiCommand {
        @Parameters(paramLabel = "<workflow>", description = "Id or name.")
        private String workflow = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var workflows = new Workflows(api);
            var answer = workflows.enable(workflows.find(workflow), true);
            screen.line("Enabled " + workflow + ".");
            return Outcome.good(answer);
        }
    }

    @Command(name = "disable", description = "Let the triggers of a workflow fire no longer.")
    public static final class Disable extends ApiCommand {
        @Parameters(paramLabel = "<workflow>", description = "Id or name.")
        private String workflow = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var workflows = new Workflows(api);
            var answer = workflows.enable(workflows.find(workflow), false);
            screen.line("Disabled " + workflow + "; its runs go on.");
            return Outcome.good(answer);
        }
    }
}
