package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.command.ApiCommand.Outcome;
import io.sluice.app.cli.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands about what people are asked for.
public final class ApprovalCommands {
    private ApprovalCommands() {}

    @Command(name = "approvals", description = "List what waits for a decision.")
    public static final class All extends ApiCommand {
        @Option(names = "--status", description = "open or decided (default: ${DEFAULT-VALUE}).")
        private String status = "open";

        @Mixin private Paging paging = new Paging();

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var asked = new LinkedHashMap<String, String>();
            asked.put("status", status);
            var page = api.get("/approvals", paging.on(asked));
            screen.table(
                    Screen.row(
                            "RUN", "STEP", "WORKFLOW", "TITLE", "STATUS", "ASKED", "UNTIL", "BY"),
                    page.list().stream().map(one -> row(one, screen)).toList());
            Paging.more(page, screen);
            return Outcome.good(page);
        }

        private static List<String> row(Tree approval, Screen screen) {
            return Screen.row(
                    approval.text("run"),
                    approval.text("step"),
                    approval.text("workflow", "name"),
                    approval.text("title"),
                    approval.text("status"),
                    screen.times().moment(approval.text("requestedAt")),
                    screen.times().moment(approval.text("deadline")),
                    approval.text("decidedBy"));
        }
    }

    @Command(name = "approve", description = "Approve what a run asks.")
    public static final class Approve extends ApiCommand {
        @Mixin private Decision decision = new Decision();

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            return decision.send("approved", api, screen);
        }
    }

    @Command(name = "reject", description = "Reject what a run asks.")
    public static final class Reject extends ApiCommand {
        @Mixin private Decision decision = new Decision();

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            return decision.send("rejected", api, screen);
        }
    }

    /// Which approval, and what is said about it.
    static final class Decision {
        @Parameters(index = "0", paramLabel = "<run>")
        private String run = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "<step>",
                description =
                        "Number of the step, or id of its node; needed if the run asks twice.")
        private @Nullable String step;

        @Option(names = "--comment", description = "For the journal and whoever asked.")
        private String comment = "";

        Outcome send(String decision, ApiClient api, Screen screen) {
            var asked = asked(api);
            var path = "/approvals/" + ApiClient.encode(run) + "/" + asked.text("step");
            var body = new LinkedHashMap<String, String>();
            body.put("decision", decision);
            body.put("comment", comment);
            if (decision.equals("approved")) {
                body.put("plan", shown(api.post(path + "/plan", Map.of()), screen));
            }
            var answer = api.post(path, body);
            screen.line(asked.text("title") + ": " + decision + ".");
            return Outcome.good(answer);
        }

        /// Says what approving releases.
        private static String shown(Tree answer, Screen screen) {
            for (var step : answer.at("plan").list("steps")) {
                for (var change : step.list("changes")) {
                    screen.line(step.text("path") + ": " + change.text("summary"));
                }
            }
            answer.at("plan")
                    .at("later")
                    .texts()
                    .forEach(later -> screen.line(later + ": known only then"));
            return answer.text("plan", "hash");
        }

        private Tree asked(ApiClient api) {
            var open =
                    api.get(RunCommands.path(run)).list("approvals").stream()
                            .filter(one -> one.text("status").equals("open"))
                            .filter(this::meant)
                            .toList();
            if (open.size() == 1) {
                return open.getFirst();
            }
            throw CliFailure.problem(
                    open.isEmpty()
                            ? "Expected run "
                                    + run
                                    + " to wait for an approval, found none that is open."
                            : "Expected one approval, run "
                                    + run
                                    + " asks for more: say which by its step, "
                                    + String.join(
                                            ", ",
                                            open.stream().map(one -> one.text("step")).toList())
                                    + ".");
        }

        private boolean meant(Tree approval) {
            return step == null
                    || approval.text("step").equals(step)
                    || approval.text("node").equals(step);
        }
    }
}
