package io.sluice.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands about runs and their approvals.
final class RunCommands {
    private RunCommands() {}

    @Command(name = "runs", description = "List runs, the newest first.")
    static final class List extends ApiCommand {
        @Option(names = "--workflow", description = "Id or name.")
        private @Nullable String workflow;

        @Option(names = "--status", description = "running, completed, canceling or canceled.")
        private String status = "";

        @Option(names = "--incidents", description = "Only those that wait for a person.")
        private boolean incidents;

        @Option(names = "--limit", description = "How many, at most 500.")
        private int limit = 50;

        @Override
        protected int run(ApiClient api, Screen screen) {
            var query = new LinkedHashMap<String, String>();
            query.put("workflow", workflow == null ? "" : WorkflowCommands.find(api, workflow));
            query.put("status", status);
            query.put("incident", incidents ? "true" : "");
            query.put("limit", Integer.toString(limit));
            var answer = api.get("/runs", query);
            return answer(
                    screen,
                    answer,
                    () ->
                            screen.table(
                                    Screen.row("ID", "WORKFLOW", "STATUS", "STARTED", "BY", "AT"),
                                    answer.list().stream().map(List::row).toList()));
        }

        private static java.util.List<String> row(Tree run) {
            var waiting = run.text("waitingFor");
            return Screen.row(
                    run.text("id"),
                    run.text("workflow", "name") + " v" + run.text("workflow", "version"),
                    run.text("status") + (run.number("incidents") > 0 ? " (incident)" : ""),
                    Screen.moment(run.text("startedAt")),
                    run.text("startedBy"),
                    waiting.isEmpty()
                            ? String.join(", ", run.at("nodes").texts().toList())
                            : waiting);
        }
    }

    @Command(name = "run", description = "Show one run with its steps and changes.")
    static final class Show extends ApiCommand {
        @Parameters(paramLabel = "<id>")
        private String id = "";

        @Override
        protected int run(ApiClient api, Screen screen) {
            var run = api.get("/runs/" + ApiClient.encode(id));
            return answer(screen, run, () -> new RunReport(screen).whole(run));
        }
    }

    @Command(name = "cancel", description = "Cancel a run.")
    static final class Cancel extends ApiCommand {
        @Parameters(paramLabel = "<id>")
        private String id = "";

        @Option(names = "--undo", description = "Undo what it changed, newest first.")
        private boolean undo;

        @Option(names = "--reason", description = "Why, for the journal.")
        private String reason = "canceled from the command line";

        @Override
        protected int run(ApiClient api, Screen screen) {
            var answer =
                    api.post(
                            "/runs/" + ApiClient.encode(id) + "/cancel",
                            Map.of("undo", undo, "reason", reason));
            return answer(screen, answer, () -> screen.line("Canceling " + id));
        }
    }

    @Command(name = "approve", description = "Approve what a run asks.")
    static final class Approve extends Decide {
        Approve() {
            super("approved");
        }
    }

    @Command(name = "reject", description = "Reject what a run asks.")
    static final class Reject extends Decide {
        Reject() {
            super("rejected");
        }
    }

    /// Decides the one open approval of a run, or the one of the step that is named.
    abstract static class Decide extends ApiCommand {
        private final String decision;

        @Parameters(index = "0", paramLabel = "<run>")
        private String run = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "<step>",
                description = "When a run asks for more than one.")
        private @Nullable String step;

        @Option(names = "--comment")
        private String comment = "";

        Decide(String decision) {
            this.decision = decision;
        }

        @Override
        protected int run(ApiClient api, Screen screen) {
            var open =
                    api.get("/approvals", Map.of("status", "open")).list().stream()
                            .filter(one -> one.text("run").equals(run))
                            .filter(one -> step == null || one.text("step").equals(step))
                            .toList();
            if (open.size() != 1) {
                throw CliFailure.problem(
                        "Expected one open approval of run "
                                + run
                                + ", found "
                                + open.size()
                                + ".");
            }
            var path = "/approvals/" + ApiClient.encode(run) + "/" + open.getFirst().text("step");
            var answer = api.post(path, Map.of("decision", decision, "comment", comment));
            return answer(
                    screen,
                    answer,
                    () -> screen.line(open.getFirst().text("title") + ": " + decision));
        }
    }
}
