package io.sluice.app.cli.demo;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.command.ApiCommand;
import io.sluice.app.cli.follow.Deadline;
import io.sluice.app.cli.follow.RunFollower;
import io.sluice.app.cli.terminal.Screen;
import java.time.Duration;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows a template at work: makes happen in the simulated cloud what it is there for, follows the
/// run, asks for the approval, and looks whether the world is as the template promises.
@Command(
        name = "demo",
        description = "Show a template at work in the simulated cloud.",
        footer = {
            "",
            "internet-facing-vm   launches a risky machine with a public address",
            "snapshot-encryption  makes an unencrypted snapshot",
            "",
            "The exit code is 0 only if everything came out as the template promises."
        })
public final class DemoCommand extends ApiCommand {
    @Parameters(
            paramLabel = "<template>",
            description = "internet-facing-vm or snapshot-encryption")
    private String template = "";

    @Option(names = "--yes", description = "Give the approvals without asking.")
    private boolean yes;

    @Option(
            names = "--timeout",
            paramLabel = "<duration>",
            description = "How long to wait in all (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofMinutes(20);

    @Override
    protected Outcome run(ApiClient api, Screen screen) {
        var scenario = scenario();
        var approver = approver(api, screen);
        var deadline = new Deadline(timeout);
        var stage = new Stage(api, screen);
        stage.set(template);
        var subject = scenario.begin(api, screen);
        var id = stage.awaitRun(subject, deadline);
        var run = new RunFollower(api, screen, deadline).follow(id, approver);
        var promise = subject.promise(run, api.get("/sandbox"));
        new Summary(screen).show(run, promise, api.pageUrl("/runs/" + id));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("run", id);
        answer.put("subject", subject.id());
        answer.put("kept", promise.kept());
        answer.put("checks", promise.asData());
        return new Outcome(new Tree(answer), promise.kept());
    }

    private Scenario scenario() {
        return switch (template) {
            case "internet-facing-vm" -> RiskyVm::launch;
            case "snapshot-encryption" -> OpenSnapshot::make;
            default ->
                    throw CliFailure.usage(
                            "Expected internet-facing-vm or snapshot-encryption, found '"
                                    + template
                                    + "'.");
        };
    }

    private Approver approver(ApiClient api, Screen screen) {
        if (!yes && !screen.canAsk()) {
            throw CliFailure.usage(
                    "Expected a terminal to ask for the approval on, found none; add --yes to have"
                            + " it given.");
        }
        return new Approver(api, screen, yes);
    }
}
